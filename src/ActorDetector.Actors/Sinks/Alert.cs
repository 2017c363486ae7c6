namespace ActorDetector.Actors.Sinks;

/// <summary>An alert as Prometheus Alertmanager takes it.</summary>
/// <param name="Labels">What it is known by: an alert with the same labels is the same alert.</param>
/// <param name="Annotations">What is told of it; changes from post to post.</param>
/// <param name="StartsAt">Since when it is.</param>
/// <param name="EndsAt">When it is over, unless it is posted again with a later time.</param>
public sealed record Alert(
    IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Annotations, DateTimeOffset StartsAt, DateTimeOffset EndsAt);
