namespace ActorDetector.Detection.Bundles;

/// <summary>What training read and reached.</summary>
/// <param name="Lines">Lines read.</param>
/// <param name="Events">Lines that became events.</param>
/// <param name="Sessions">Sessions.</param>
/// <param name="Windows">Windows learned from.</param>
/// <param name="DistinctWindows">Distinct ones among them.</param>
/// <param name="Epochs">Passes over the training windows.</param>
/// <param name="TrainingLoss">Mean surprise of the training windows in nats, in the best epoch.</param>
/// <param name="ValidationLoss">The same of the validation windows; null without any.</param>
/// <param name="GReason">Why this g.</param>
/// <param name="ValidationFalsePositives">Share of normal validation sessions called anomalous; null without any.</param>
/// <param name="HeldOutFalsePositives">The same of the held-out part.</param>
public sealed record BundleMetrics(
    long Lines,
    long Events,
    int Sessions,
    long Windows,
    int DistinctWindows,
    int Epochs,
    double TrainingLoss,
    double? ValidationLoss,
    string GReason,
    double? ValidationFalsePositives,
    double? HeldOutFalsePositives);
