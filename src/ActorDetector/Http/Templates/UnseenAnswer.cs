namespace ActorDetector.Http.Templates;

/// <summary>A template that training never saw.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Lines">How many lines it has had.</param>
/// <param name="FirstSeen">When the first arrived.</param>
/// <param name="LastSeen">When the last arrived.</param>
public sealed record UnseenAnswer(string Text, long Lines, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);
