namespace ActorDetector.Detection.Detectors;

/// <summary>A closed session, or a window of an unbounded one, as detectors see it.</summary>
/// <param name="keys">Its log keys in order.</param>
/// <param name="counts">(vocabulary): how often each log key is among them.</param>
public readonly ref struct SessionView(ReadOnlySpan<ushort> keys, ReadOnlySpan<int> counts)
{
    /// <summary>The log keys in order.</summary>
    public ReadOnlySpan<ushort> Keys { get; } = keys;

    /// <summary>(vocabulary): how often each log key is among them.</summary>
    public ReadOnlySpan<int> Counts { get; } = counts;
}
