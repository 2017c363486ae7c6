using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Baselines;

/// <summary>Sessions whose counts of events no training session had: plain look-up.</summary>
public sealed class SeenCountsKind() : SessionDetectorKind("seen-counts", "counts of events that no training session had")
{
    /// <inheritdoc/>
    public override bool NeedsOrder => false;

    /// <inheritdoc/>
    public override ISessionDetector Train(WeightedSessions sessions, object? options, SessionTrainingTerms terms)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        var seen = new SeenSessions();
        foreach (ushort[] keys in sessions.Sequences)
            seen.Add(keys);
        return new SeenCountsDetector(seen);
    }

    /// <inheritdoc/>
    public override ISessionDetector Read(DetectorState state, int vocabulary)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new SeenCountsDetector(new SeenSessions([], state.Json.Numbers<ulong>("counts")));
    }
}
