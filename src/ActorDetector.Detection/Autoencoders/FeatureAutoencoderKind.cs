using ActorDetector.Detection.Counts;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Forests;
using ActorDetector.Detection.Training;
using ActorDetector.Learning.Autoencoders;
using ActorDetector.Learning.Forests;
using ActorDetector.Learning.Rows;

namespace ActorDetector.Detection.Autoencoders;

/// <summary>Sessions whose features an autoencoder gives back badly: another autoencoder finds the features, and an isolation forest of them
/// leaves out what is anomalous in training.</summary>
/// <remarks>Farzad and Gulliver, "Unsupervised log message anomaly detection", ICT Express 2020.</remarks>
public sealed class FeatureAutoencoderKind() : SessionDetectorKind<DenseAutoencoderOptions>(
    "autoencoder-forest-autoencoder", "features of an autoencoder that a second one gives back badly, trained without the outliers of an isolation forest")
{
    /// <inheritdoc/>
    public override bool NeedsOrder => false;

    /// <inheritdoc/>
    public override int Folds => 2;

    /// <inheritdoc/>
    public override string OptionPrefix => AutoencoderKind.Prefix;

    /// <inheritdoc/>
    public override ISessionDetector Read(DetectorState state, int vocabulary) => FeatureAutoencoderDetector.Read(state, vocabulary);

    /// <inheritdoc/>
    protected override ISessionDetector Train(WeightedSessions sessions, DenseAutoencoderOptions options, SessionTrainingTerms terms)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(terms);
        WeightedRows rows = CountRows.Of(sessions);
        CountScale scale = CountScale.Of(rows);
        DenseAutoencoderOptions seeded = options with { Seed = terms.Seed };
        return NetworkTraining.Run(Name, () =>
        {
            WeightedVectors vectors = scale.Varying(rows);
            DenseAutoencoder extractor = DenseAutoencoder.Train(vectors, seeded, progress: null, terms.Stop);
            int width = extractor.Shape.Bottleneck;
            var features = new float[rows.Count * width];
            extractor.Encode(vectors.Values, features);
            WeightedRows kept = ForestOutliers.Without(new WeightedRows(width, features, rows.Weights), new ForestOptions(), terms.Seed, terms.Stop);
            var learned = new WeightedVectors(width, kept.Values, kept.Weights);
            return new FeatureAutoencoderDetector(scale, extractor, DenseAutoencoder.Train(learned, seeded, progress: null, terms.Stop));
        });
    }
}
