namespace ActorDetector.Actors.Nodes;

/// <summary>Counts how long lines took, in buckets. For any number of threads.</summary>
public sealed class LatencyHistogram
{
    // Seconds. Fine where a single line's way lies, coarse where a backlog's does.
    private static readonly double[] Bounds =
        [0.001, 0.0025, 0.005, 0.01, 0.02, 0.035, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800];

    private readonly long[] _counts = new long[Bounds.Length + 1];
    private long _sumTicks;

    /// <summary>What was counted.</summary>
    public LatencySnapshot Snapshot =>
        new(Bounds, [.. _counts.Select((_, bucket) => Volatile.Read(ref _counts[bucket]))], TimeSpan.FromTicks(Volatile.Read(ref _sumTicks)).TotalSeconds);

    /// <summary>Counts lines that took so long.</summary>
    public void Add(TimeSpan latency, int lines)
    {
        int bucket = 0;
        while (bucket < Bounds.Length && latency.TotalSeconds > Bounds[bucket])
            bucket++;
        Interlocked.Add(ref _counts[bucket], lines);
        Interlocked.Add(ref _sumTicks, latency.Ticks * lines);
    }
}
