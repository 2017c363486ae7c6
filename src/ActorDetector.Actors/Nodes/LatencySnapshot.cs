namespace ActorDetector.Actors.Nodes;

/// <summary>How long lines took from their arrival to their stored verdict, since the start.</summary>
/// <param name="Bounds">The upper bounds of the buckets in seconds, ascending; one more bucket has no bound.</param>
/// <param name="Counts">Lines by bucket; one more than bounds.</param>
/// <param name="SumSeconds">The sum of all times in seconds.</param>
public sealed record LatencySnapshot(IReadOnlyList<double> Bounds, IReadOnlyList<long> Counts, double SumSeconds);
