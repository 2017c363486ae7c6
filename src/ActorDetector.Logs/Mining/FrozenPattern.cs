namespace ActorDetector.Logs.Mining;

/// <summary>One way in which the lines of a template are written, place by place.</summary>
internal sealed record FrozenPattern(Place[] Places);
