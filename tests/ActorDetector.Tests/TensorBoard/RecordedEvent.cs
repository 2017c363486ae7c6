namespace ActorDetector.Tests.TensorBoard;

/// <summary>One record of an event file as a test reads it.</summary>
internal sealed record RecordedEvent
{
    public double WallTime { get; init; }

    public long Step { get; init; }

    public string? FileVersion { get; init; }

    public string? Tag { get; init; }

    public float? Scalar { get; init; }

    /// <summary>Minimum, maximum, count, sum and sum of squares, then limits, then counts.</summary>
    public (double[] Moments, double[] Limits, double[] Counts)? Histogram { get; init; }
}
