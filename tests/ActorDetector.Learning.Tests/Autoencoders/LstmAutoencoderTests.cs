using System.ComponentModel.DataAnnotations;
using ActorDetector.Learning.Autoencoders;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Tensors;
using ActorDetector.Learning.Tests.Layers;

namespace ActorDetector.Learning.Tests.Autoencoders;

public sealed class LstmAutoencoderTests
{
    private const int Keys = 9;

    private static readonly LstmAutoencoderOptions Small = new() { Embedding = 4, Units = 12, Epochs = 4, Batch = 8, LearningRate = 0.01 };

    // Runs of rising keys, of lengths 2 to 6.
    private static readonly WeightedSequences Rising = new(
        [.. Enumerable.Range(0, 30).Select(i => Enumerable.Range(0, 2 + (i % 5)).Select(step => (ushort)(3 + ((i + step) % 6))).ToArray())],
        [.. Enumerable.Range(0, 30).Select(i => 1f + (i % 3))]);

    [Fact]
    public void Surprise_gradients_and_steps_are_those_of_PyTorch()
    {
        TorchCase torch = new("lstm.json");
        WeightedSequences windows = new(torch.Sequences, torch.Numbers("sampleWeights"));
        LstmAutoencoder autoencoder = LstmAutoencoder.From(new(Keys: 7, Embedding: 4, Units: 5, MaxLength: 10), torch.Tensors("weights"));
        float[] scores = torch.Numbers("output");
        for (int i = 0; i < windows.Count; i++)
            autoencoder.Score(windows.Sequences[i]).ShouldBe(scores[i], 1e-6);
        LstmAutoencoderOptions options = new() { LearningRate = TorchCase.LearningRate, ClipNorm = TorchCase.ClipNorm };
        torch.ShouldBeLearnedBy(autoencoder.Learner(windows, options), windows.Weights);
    }

    [Fact]
    public void Gradients_are_what_small_changes_of_the_weights_do_to_the_surprise()
    {
        LstmAutoencoder autoencoder = LstmAutoencoder.Create(new(Keys, 3, 4, 20), seed: 3);
        Slopes.ShouldBeGradients(() => autoencoder.Tensors, tensors => LstmAutoencoder.From(autoencoder.Shape, tensors).Learner(Rising, Small), Rising.Weights[..10]);
    }

    [Fact]
    public void An_order_that_was_never_seen_surprises_more_than_one_that_was()
    {
        LstmAutoencoder autoencoder = Train(Small with { Epochs = 150, Units = 24 });
        autoencoder.ScoreAll(Rising.Sequences).Max().ShouldBeLessThan(0.5);
        autoencoder.Score([6, 5, 4, 3]).ShouldBeGreaterThan(1);
    }

    [Fact]
    public void The_key_that_does_not_belong_surprises_most()
    {
        LstmAutoencoder autoencoder = Train(Small with { Epochs = 150, Units = 24 });
        double[] surprises = new double[4];
        double score = autoencoder.Score([3, 4, 1, 6], surprises);
        surprises.Average().ShouldBe(score, 1e-9);
        surprises.Max().ShouldBe(surprises[2]);
    }

    [Fact]
    public void A_score_does_not_hang_on_the_batch_or_on_the_thread()
    {
        LstmAutoencoder autoencoder = LstmAutoencoder.Create(new(Keys, 3, 40, 20), seed: 3);
        double[] together = autoencoder.ScoreAll(Rising.Sequences);
        Parallel.For(0, Rising.Count, i => autoencoder.Score(Rising.Sequences[i]).ShouldBe(together[i]));
    }

    [Fact]
    public void Of_a_long_window_the_last_keys_are_read()
    {
        LstmAutoencoder autoencoder = LstmAutoencoder.Create(new(Keys, 3, 4, MaxLength: 3), seed: 3);
        double[] surprises = [9, 9, 9, 9, 9];
        autoencoder.Score([1, 2, 3, 4, 5], surprises).ShouldBe(autoencoder.Score([3, 4, 5]));
        surprises[..2].ShouldBe([0, 0]);
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
        Weights(Small with { MaxLength = 3 }).ShouldNotBe(weights);
        Weights(Small with { ClipNorm = 0.01 }).ShouldNotBe(weights);
        Weights(Small with { Units = 9 }).Length.ShouldNotBe(weights.Length);
        Weights(Small with { Embedding = 5 }).Length.ShouldNotBe(weights.Length);
    }

    [Fact]
    public void Weights_written_and_read_again_score_the_same_bit_for_bit()
    {
        LstmAutoencoder autoencoder = Train(Small);
        using MemoryStream file = new();
        Safetensors.Write(file, autoencoder.Tensors);
        file.Position = 0;
        LstmAutoencoder read = LstmAutoencoder.From(autoencoder.Shape, Safetensors.Read(file));
        read.ScoreAll(Rising.Sequences).ShouldBe(autoencoder.ScoreAll(Rising.Sequences));
    }

    [Fact]
    public void A_vocabulary_of_one_key_never_surprises() =>
        LstmAutoencoder.Train(1, new([[0, 0, 0]], [5]), Small).Score([0, 0]).ShouldBe(0, 1e-9);

    [Fact]
    public void Every_epoch_is_told_of_and_training_can_be_cancelled()
    {
        List<EpochResult> epochs = [];
        LstmAutoencoder.Train(Keys, Rising, Small, epochs.Add);
        epochs.Select(epoch => epoch.Epoch).ShouldBe([1, 2, 3, 4]);
        epochs[^1].TrainingLoss.ShouldBeLessThan(epochs[0].TrainingLoss);
        using CancellationTokenSource source = new();
        Should.Throw<OperationCanceledException>(() => LstmAutoencoder.Train(Keys, Rising, Small, _ => source.Cancel(), source.Token));
    }

    [Fact]
    public void What_cannot_be_learned_or_read_is_refused()
    {
        Should.Throw<ArgumentException>(() => LstmAutoencoder.Train(Keys, new([], []), Small)).Message.ShouldContain("nothing to learn");
        Should.Throw<ArgumentException>(() => LstmAutoencoder.Train(Keys, new([[]], [1]), Small)).Message.ShouldContain("no keys");
        Should.Throw<ArgumentException>(() => LstmAutoencoder.Train(Keys, new([[1]], []), Small)).Message.ShouldContain("weights");
        LstmAutoencoder autoencoder = LstmAutoencoder.Create(new(Keys, 3, 4, 9), seed: 3);
        Should.Throw<ArgumentException>(() => autoencoder.Score([])).Message.ShouldContain("no keys");
        Should.Throw<ArgumentException>(() => autoencoder.Score([9])).Message.ShouldContain("Key 9");
        Should.Throw<ArgumentException>(() => autoencoder.Score([3, 4], new double[1])).Message.ShouldContain("2 keys");
    }

    [Fact]
    public void A_wrong_option_is_refused_with_its_name_and_its_value() =>
        Should.Throw<ValidationException>(() => Train(Small with { MaxLength = 5_000 })).Message.ShouldContain("MaxLength is 5000");

    private static LstmAutoencoder Train(LstmAutoencoderOptions options) => LstmAutoencoder.Train(Keys, Rising, options);

    private static float[] Weights(LstmAutoencoderOptions options) => [.. Train(options).Tensors.Values.SelectMany(tensor => tensor.Values)];
}
