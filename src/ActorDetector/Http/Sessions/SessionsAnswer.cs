namespace ActorDetector.Http.Sessions;

/// <summary>Sessions.</summary>
/// <param name="Open">Those that are open and in memory, those with the latest lines first.</param>
/// <param name="Closed">Those that were closed with an anomaly, newest first.</param>
public sealed record SessionsAnswer(IReadOnlyList<OpenSessionAnswer> Open, IReadOnlyList<ClosedSessionAnswer> Closed);
