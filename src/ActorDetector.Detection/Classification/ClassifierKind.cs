using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Training;
using ActorDetector.Learning.Classification;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Detection.Classification;

/// <summary>Sessions like those that were labelled as anomalies.</summary>
public sealed class ClassifierKind() : SessionDetectorKind<ClassifierOptions>("classifier", "sessions like those that were labelled as anomalies")
{
    private const string Embedding = "embedding.weight", States = "lstm.weight_hh_l0";

    /// <inheritdoc/>
    public override bool IsSupervised => true;

    /// <inheritdoc/>
    public override bool NeedsOrder => true;

    /// <inheritdoc/>
    public override int Folds => 2;

    /// <inheritdoc/>
    public override string OptionPrefix => "classifier-";

    /// <inheritdoc/>
    public override ISessionDetector Read(DetectorState state, int vocabulary)
    {
        ArgumentNullException.ThrowIfNull(state);
        ushort[] learned = state.Json.Numbers<ushort>(ClassifierDetector.Learned);
        if (Array.Exists(learned, key => key >= vocabulary))
            throw new FormatException($"{ClassifierDetector.Learned} holds a key that is not in the vocabulary of {vocabulary}");
        ClassifierShape shape = new(
            vocabulary, state.Tensors.Find(Embedding, 2).Shape[1], state.Tensors.Find(States, 2).Shape[1], state.Json.Number<int>(ClassifierDetector.MaxLength));
        return new ClassifierDetector(ModelSizes.Checked(() => SequenceClassifier.From(shape, state.Tensors)), learned);
    }

    /// <inheritdoc/>
    protected override ISessionDetector Train(WeightedSessions sessions, ClassifierOptions options, SessionTrainingTerms terms)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Labels is not { } labels)
            throw new TrainingException($"{Name} learns from labels, and there are none: give labels of the training sessions.");
        if (labels.Count != sessions.Count)
            throw new TrainingException($"There are {labels.Count} labels for {sessions.Count} distinct sessions.");
        LabelledSequences labelled = new([.. sessions.Sequences.Select(keys => SessionKeys.Of(keys).ToArray())], [.. labels], [.. sessions.Weights]);
        ushort[] learned = [.. labelled.Sequences.SelectMany(keys => keys).Distinct().Order()];
        return new ClassifierDetector(
            NetworkTraining.Run(Name, () => SequenceClassifier.Train(sessions.Vocabulary, labelled, options with { Seed = terms.Seed }, terms.Progress, terms.Stop)),
            learned);
    }
}
