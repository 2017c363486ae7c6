using ActorDetector.Learning.Lstm;

namespace ActorDetector.Detection.Detectors;

/// <summary>What every detector is trained under.</summary>
/// <param name="Seed">Seed of all that is drawn at random.</param>
/// <param name="Labels">Whether each of the distinct sessions is an anomaly; null when all are taken as normal. Only supervised detectors
/// are given it.</param>
/// <param name="Stop">Ends the training.</param>
public sealed record SessionTrainingTerms(ulong Seed, IReadOnlyList<bool>? Labels = null, CancellationToken Stop = default)
{
    /// <summary>Told of each epoch by the classifier's network; null when nobody waits for it.</summary>
    public Action<EpochResult>? Progress { get; init; }
}
