using ActorDetector.Actors.Nodes;

namespace ActorDetector.Telemetry;

/// <summary>What a latency's snapshot has more than the one before, as values for a histogram of the same buckets.</summary>
/// <remarks>The buckets are exact. Within its bucket a value is where it must be for all together to have the exact sum, as far as one place
/// for all buckets can.</remarks>
internal static class LatencyDifference
{
    /// <summary>The values, and how many lines have each.</summary>
    public static IEnumerable<(double Seconds, long Lines)> Of(LatencySnapshot before, LatencySnapshot now)
    {
        long[] lines = [.. now.Counts.Select((count, i) => count - (i < before.Counts.Count ? before.Counts[i] : 0))];
        double least = lines.Select((count, i) => count * From(now, i)).Sum();
        double room = lines.Select((count, i) => count * (To(now, i) - From(now, i))).Sum();
        double place = room > 0 ? Math.Clamp((now.SumSeconds - before.SumSeconds - least) / room, 0.001, 1) : 1;
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i] > 0)
                yield return (From(now, i) + (place * (To(now, i) - From(now, i))), lines[i]);
        }
    }

    private static double From(LatencySnapshot latency, int bucket) => bucket == 0 ? 0 : latency.Bounds[bucket - 1];

    // The last bucket has no bound: as wide as all others.
    private static double To(LatencySnapshot latency, int bucket) =>
        bucket < latency.Bounds.Count ? latency.Bounds[bucket] : latency.Bounds.Count == 0 ? 1 : 2 * latency.Bounds[^1];
}
