using System.ComponentModel.DataAnnotations;
using ActorDetector.Learning.Classification;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Tensors;
using ActorDetector.Learning.Tests.Layers;
using Xunit.Abstractions;

namespace ActorDetector.Learning.Tests.Classification;

public sealed class SequenceClassifierTests(ITestOutputHelper output)
{
    private const int Keys = 7;

    private static readonly ClassifierOptions Small = new() { Embedding = 4, Units = 8, Epochs = 4, Batch = 8, LearningRate = 0.01 };

    // A sequence is an anomaly when it holds a 6 that is not its last key.
    private static readonly LabelledSequences Made = MadeSequences(120, seed: 1);

    [Fact]
    public void Probabilities_gradients_and_steps_are_those_of_PyTorch()
    {
        TorchCase torch = new("classifier.json");
        bool[] labels = [.. torch.Numbers("labels").Select(label => label == 1)];
        LabelledSequences sequences = new(torch.Sequences, labels, torch.Numbers("sampleWeights"));
        SequenceClassifier classifier = SequenceClassifier.From(new(Keys, Embedding: 4, Units: 5, MaxLength: 10), torch.Tensors("weights"));
        float[] probabilities = torch.Numbers("output");
        for (int i = 0; i < sequences.Count; i++)
            classifier.Predict(sequences.Sequences[i]).ShouldBe(probabilities[i], 1e-6);
        ClassifierOptions options = new() { LearningRate = TorchCase.LearningRate, ClipNorm = TorchCase.ClipNorm };
        torch.ShouldBeLearnedBy(classifier.Learner(sequences, options), sequences.Weights);
    }

    [Fact]
    public void Gradients_are_what_small_changes_of_the_weights_do_to_the_surprise()
    {
        SequenceClassifier classifier = SequenceClassifier.Create(new(Keys, 3, 4, 20), seed: 3);
        Slopes.ShouldBeGradients(() => classifier.Tensors, tensors => SequenceClassifier.From(classifier.Shape, tensors).Learner(Made, Small), Made.Weights[..10]);
    }

    [Fact]
    public void What_makes_a_sequence_an_anomaly_is_learned_from_labels()
    {
        SequenceClassifier classifier = Train(Small with { Epochs = 40, Units = 16 });
        LabelledSequences others = MadeSequences(200, seed: 2);
        double[] probabilities = classifier.PredictAll(others.Sequences);
        probabilities.Where((probability, i) => probability >= 0.5 == others.Anomalous[i]).Count().ShouldBeGreaterThanOrEqualTo(190);
    }

    [SharedDataFact]
    public void Labelled_sessions_of_a_file_system_are_told_apart()
    {
        LabelledSequences training = SupervisedSessions.Read("train.csv.gz"), validation = SupervisedSessions.Read("valid.csv.gz");
        int keys = 1 + training.Sequences.Concat(validation.Sequences).Max(sequence => sequence.Max());
        SequenceClassifier classifier = SequenceClassifier.Train(keys, training, new());
        (double precision, double recall) = SupervisedSessions.Measure(validation, classifier.PredictAll(validation.Sequences));
        double f1 = 2 * precision * recall / (precision + recall);
        output.WriteLine($"precision {precision:F4}, recall {recall:F4}, F1 {f1:F4}");
        f1.ShouldBeGreaterThanOrEqualTo(0.99);
    }

    [Fact]
    public void A_probability_does_not_hang_on_its_batch_or_on_the_thread()
    {
        SequenceClassifier classifier = SequenceClassifier.Create(new(Keys, 3, 40, 20), seed: 3);
        double[] together = classifier.PredictAll(Made.Sequences);
        Parallel.For(0, Made.Count, i => classifier.Predict(Made.Sequences[i]).ShouldBe(together[i]));
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others()
    {
        float[] weights = Weights(Small);
        Weights(Small).ShouldBe(weights);
        Weights(Small with { Seed = 2 }).ShouldNotBe(weights);
    }

    [Fact]
    public void Every_option_that_leads_training_changes_the_weights()
    {
        float[] weights = Weights(Small);
        Weights(Small with { Batch = 32 }).ShouldNotBe(weights);
        Weights(Small with { LearningRate = 0.002 }).ShouldNotBe(weights);
        Weights(Small with { Epochs = 5 }).ShouldNotBe(weights);
        Weights(Small with { ClassWeights = false }).ShouldNotBe(weights);
        Weights(Small with { MaxLength = 3 }).ShouldNotBe(weights);
        Weights(Small with { ClipNorm = 0.01 }).ShouldNotBe(weights);
        Weights(Small with { Units = 9 }).Length.ShouldNotBe(weights.Length);
        Weights(Small with { Embedding = 5 }).Length.ShouldNotBe(weights.Length);
    }

    [Fact]
    public void Class_weights_raise_what_a_rare_class_is_thought_to_be()
    {
        LabelledSequences rare = new([[3, 4], [3, 4]], [false, true], [99, 1]);
        double Probability(bool classWeights) =>
            SequenceClassifier.Train(Keys, rare, Small with { ClassWeights = classWeights, Epochs = 30 }).Predict([3, 4]);
        Probability(classWeights: false).ShouldBe(0.01, 0.02);
        Probability(classWeights: true).ShouldBe(0.5, 0.05);
    }

    [Fact]
    public void Of_a_long_sequence_the_last_keys_are_read()
    {
        SequenceClassifier classifier = SequenceClassifier.Create(new(Keys, 3, 4, MaxLength: 3), seed: 3);
        classifier.Predict([1, 2, 3, 4, 5]).ShouldBe(classifier.Predict([3, 4, 5]));
        classifier.Predict([3, 4, 5]).ShouldNotBe(classifier.Predict([4, 5]));
    }

    [Fact]
    public void Very_long_sequences_are_judged_one_by_one()
    {
        SequenceClassifier classifier = SequenceClassifier.Create(new(Keys, 3, 4, MaxLength: 65_536), seed: 3);
        ushort[][] sequences = [new ushort[9_000], [1], new ushort[10_000], [2, 3]];
        classifier.PredictAll(sequences).ShouldBe(sequences.Select(sequence => classifier.Predict(sequence)));
    }

    [Fact]
    public void Weights_written_and_read_again_judge_the_same_bit_for_bit()
    {
        SequenceClassifier classifier = Train(Small);
        using MemoryStream file = new();
        Safetensors.Write(file, classifier.Tensors);
        file.Position = 0;
        SequenceClassifier.From(classifier.Shape, Safetensors.Read(file)).PredictAll(Made.Sequences).ShouldBe(classifier.PredictAll(Made.Sequences));
    }

    [Fact]
    public void Every_epoch_is_told_of_and_the_loss_falls()
    {
        List<EpochResult> epochs = [];
        SequenceClassifier.Train(Keys, Made, Small, epochs.Add);
        epochs.Select(epoch => epoch.Epoch).ShouldBe([1, 2, 3, 4]);
        epochs[^1].TrainingLoss.ShouldBeLessThan(epochs[0].TrainingLoss);
    }

    [Fact]
    public void Training_can_be_cancelled()
    {
        using CancellationTokenSource source = new();
        Should.Throw<OperationCanceledException>(() => SequenceClassifier.Train(Keys, Made, Small, _ => source.Cancel(), source.Token));
    }

    [Theory]
    [InlineData(false, "no anomalous")]
    [InlineData(true, "no normal")]
    public void Labels_of_one_kind_are_refused(bool anomalous, string said) =>
        Should.Throw<ArgumentException>(() => SequenceClassifier.Train(Keys, new([[3]], [anomalous], [1]), Small)).Message.ShouldContain(said);

    [Fact]
    public void An_empty_sequence_and_an_unknown_key_are_refused()
    {
        SequenceClassifier classifier = SequenceClassifier.Create(new(Keys, 3, 4, 9), seed: 3);
        Should.Throw<ArgumentException>(() => classifier.Predict([])).Message.ShouldContain("no keys");
        Should.Throw<ArgumentException>(() => classifier.Predict([1, 7])).Message.ShouldContain("Key 7");
        Should.Throw<ArgumentException>(() => SequenceClassifier.Train(6, Made, Small)).Message.ShouldContain("Key 6");
    }

    [Fact]
    public void A_wrong_option_is_refused_with_its_name_its_value_and_the_range()
    {
        string message = Should.Throw<ValidationException>(() => Train(Small with { Units = 0 })).Message;
        message.ShouldContain("Units is 0");
        message.ShouldContain("1024");
    }

    [Fact]
    public void A_missing_tensor_is_named()
    {
        OrderedDictionary<string, Tensor> tensors = SequenceClassifier.Create(new(Keys, 3, 4, 9), seed: 3).Tensors;
        tensors.Remove("lstm.bias_hh_l0_reverse");
        Should.Throw<FormatException>(() => SequenceClassifier.From(new(Keys, 3, 4, 9), tensors)).Message.ShouldContain("lstm.bias_hh_l0_reverse");
    }

    private static SequenceClassifier Train(ClassifierOptions options) => SequenceClassifier.Train(Keys, Made, options);

    private static float[] Weights(ClassifierOptions options) => [.. Train(options).Tensors.Values.SelectMany(tensor => tensor.Values)];

    private static LabelledSequences MadeSequences(int count, int seed)
    {
        Random random = new(seed);
        ushort[][] sequences =
            [.. Enumerable.Range(0, count).Select(i => new ushort[1 + random.Next(9)].Select(_ => (ushort)random.Next(3, Keys)).ToArray())];
        bool[] labels = [.. sequences.Select(sequence => sequence.SkipLast(1).Contains((ushort)6))];
        return new(sequences, labels, [.. sequences.Select(_ => (float)random.Next(1, 6))]);
    }
}
