using ActorDetector.Detection.Counts;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Training;
using ActorDetector.Learning.Autoencoders;
using ActorDetector.Learning.Rows;

namespace ActorDetector.Detection.Autoencoders;

/// <summary>Sessions whose counts of events an autoencoder gives back badly.</summary>
public sealed class AutoencoderKind()
    : SessionDetectorKind<DenseAutoencoderOptions>("autoencoder", "counts of events that a network trained to give them back gives back badly")
{
    internal const string Prefix = "autoencoder-";

    /// <inheritdoc/>
    public override bool NeedsOrder => false;

    /// <inheritdoc/>
    public override int Folds => 2;

    /// <inheritdoc/>
    public override string OptionPrefix => Prefix;

    /// <inheritdoc/>
    public override ISessionDetector Read(DetectorState state, int vocabulary) => AutoencoderDetector.Read(state, vocabulary);

    /// <inheritdoc/>
    protected override ISessionDetector Train(WeightedSessions sessions, DenseAutoencoderOptions options, SessionTrainingTerms terms) =>
        Train(Name, CountRows.Of(sessions), options, terms);

    /// <summary>Learns from rows.</summary>
    internal static AutoencoderDetector Train(string name, WeightedRows rows, DenseAutoencoderOptions options, SessionTrainingTerms terms)
    {
        CountScale scale = CountScale.Of(rows);
        return new AutoencoderDetector(scale, NetworkTraining.Run(
            name, () => DenseAutoencoder.Train(scale.Varying(rows), options with { Seed = terms.Seed }, progress: null, terms.Stop)));
    }
}
