using ActorDetector.Detection.NextKey;
using ActorDetector.Learning.Lstm;

namespace ActorDetector.Detection.Training;

/// <summary>A next-key model and how it came about.</summary>
/// <param name="Model">The model.</param>
/// <param name="KeptTemplates">The templates of its vocabulary, by their ids before training; a template's new id is its place here.</param>
/// <param name="Epochs">The passes over the training part, before the refit.</param>
/// <param name="Windows">Windows learned from.</param>
/// <param name="DistinctWindows">Distinct ones among them.</param>
/// <param name="Choice">The g and why.</param>
public sealed record TrainedNextKey(
    NextKeyModel Model,
    IReadOnlyList<int> KeptTemplates,
    IReadOnlyList<EpochResult> Epochs,
    long Windows,
    int DistinctWindows,
    GChoice Choice)
{
    /// <summary>How each bounded session ranks, in the order of opening; null for those that were learned from.</summary>
    internal IReadOnlyList<UnlearnedRank?> Unlearned { get; init; } = [];
}
