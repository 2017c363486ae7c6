using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Training;
using ActorDetector.Learning.Autoencoders;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Detection.Autoencoders;

/// <summary>Sessions whose events, in their order, an LSTM autoencoder gives back badly.</summary>
public sealed class LstmAutoencoderKind()
    : SessionDetectorKind<LstmAutoencoderOptions>("lstm-autoencoder", "events that a network trained to give sessions back in order gives back badly")
{
    private const string Embedding = "embedding.weight", States = "encoder.weight_hh_l0";

    /// <inheritdoc/>
    public override bool NeedsOrder => true;

    /// <inheritdoc/>
    public override int Folds => 2;

    /// <inheritdoc/>
    public override string OptionPrefix => "lstm-autoencoder-";

    /// <inheritdoc/>
    public override ISessionDetector Read(DetectorState state, int vocabulary)
    {
        ArgumentNullException.ThrowIfNull(state);
        LstmAutoencoderShape shape = new(
            vocabulary, state.Tensors.Find(Embedding, 2).Shape[1], state.Tensors.Find(States, 2).Shape[1], state.Json.Number<int>(LstmAutoencoderDetector.MaxLength));
        return new LstmAutoencoderDetector(ModelSizes.Checked(() => LstmAutoencoder.From(shape, state.Tensors)));
    }

    /// <inheritdoc/>
    protected override ISessionDetector Train(WeightedSessions sessions, LstmAutoencoderOptions options, SessionTrainingTerms terms)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(terms);
        if (!sessions.Weights.Any(weight => weight > 0))
            throw new TrainingException("There are no sessions whose events could be learned.");
        WeightedSequences sequences = new([.. sessions.Sequences.Select(keys => SessionKeys.Of(keys).ToArray())], [.. sessions.Weights]);
        return new LstmAutoencoderDetector(NetworkTraining.Run(
            Name, () => LstmAutoencoder.Train(sessions.Vocabulary, sequences, options with { Seed = terms.Seed }, progress: null, terms.Stop)));
    }
}
