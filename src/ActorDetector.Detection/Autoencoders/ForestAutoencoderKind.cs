using ActorDetector.Detection.Counts;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Forests;
using ActorDetector.Learning.Autoencoders;
using ActorDetector.Learning.Forests;
using ActorDetector.Learning.Rows;

namespace ActorDetector.Detection.Autoencoders;

/// <summary>Sessions whose counts of events an autoencoder gives back badly that did not learn from what an isolation forest calls
/// anomalous.</summary>
public sealed class ForestAutoencoderKind() : SessionDetectorKind<DenseAutoencoderOptions>(
    "forest-autoencoder", "counts of events that an autoencoder gives back badly, trained without the outliers of an isolation forest")
{
    /// <inheritdoc/>
    public override bool NeedsOrder => false;

    /// <inheritdoc/>
    public override int Folds => 2;

    /// <inheritdoc/>
    public override string OptionPrefix => AutoencoderKind.Prefix;

    /// <inheritdoc/>
    public override ISessionDetector Read(DetectorState state, int vocabulary) => AutoencoderDetector.Read(state, vocabulary);

    /// <inheritdoc/>
    protected override ISessionDetector Train(WeightedSessions sessions, DenseAutoencoderOptions options, SessionTrainingTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        WeightedRows rows = ForestOutliers.Without(CountRows.Of(sessions), new ForestOptions(), terms.Seed, terms.Stop);
        return AutoencoderKind.Train(Name, rows, options, terms);
    }
}
