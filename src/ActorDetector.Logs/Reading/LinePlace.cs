namespace ActorDetector.Logs.Reading;

/// <summary>A place in a stream at which a line begins.</summary>
/// <param name="Offset">Bytes before it.</param>
/// <param name="Lines">Lines before it.</param>
public readonly record struct LinePlace(long Offset, long Lines);
