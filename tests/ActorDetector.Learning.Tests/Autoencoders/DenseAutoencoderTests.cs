using System.ComponentModel.DataAnnotations;
using ActorDetector.Learning.Autoencoders;
using ActorDetector.Learning.Layers;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Tensors;
using ActorDetector.Learning.Tests.Layers;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Learning.Tests.Autoencoders;

public sealed class DenseAutoencoderTests
{
    private const int Width = 8;

    private static readonly DenseAutoencoderOptions Small = new() { Hidden = 6, Bottleneck = 2, Epochs = 4, Batch = 16, LearningRate = 0.01 };

    // Eight dimensions that two numbers rule.
    private static readonly WeightedVectors Ruled = MadeVectors(200, seed: 1);

    [Theory]
    [InlineData(Activation.Tanh, "dense-tanh.json")]
    [InlineData(Activation.Relu, "dense-relu.json")]
    [InlineData(Activation.Sigmoid, "dense-sigmoid.json")]
    public void Errors_gradients_and_steps_are_those_of_PyTorch(Activation activation, string file)
    {
        TorchCase torch = new(file);
        WeightedVectors vectors = new(6, torch.Numbers("vectors"), torch.Numbers("sampleWeights"));
        DenseAutoencoder autoencoder = DenseAutoencoder.From(new(6, Hidden: 5, Bottleneck: 2, activation), torch.Tensors("weights"));
        TorchCase.ShouldBeClose(Errors(autoencoder, vectors.Values), torch.Numbers("output"), "errors");
        DenseAutoencoderOptions options = new() { LearningRate = TorchCase.LearningRate, ClipNorm = TorchCase.ClipNorm };
        torch.ShouldBeLearnedBy(autoencoder.Learner(vectors, options), vectors.Weights);
    }

    [Theory]
    [InlineData(Activation.Linear)]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Sigmoid)]
    public void Gradients_are_what_small_changes_of_the_weights_do_to_the_error(Activation activation)
    {
        DenseAutoencoder autoencoder = DenseAutoencoder.Create(new(Width, 6, 3, activation), seed: 3);
        Slopes.ShouldBeGradients(() => autoencoder.Tensors, tensors => DenseAutoencoder.From(autoencoder.Shape, tensors).Learner(Ruled, Small), Ruled.Weights[..10]);
    }

    [Fact]
    public void What_is_unlike_the_training_vectors_scores_higher_and_its_odd_dimension_stands_out()
    {
        DenseAutoencoder autoencoder = Train(Small with { Epochs = 60 });
        float[] usual = MadeVectors(50, seed: 2).Values, odd = [.. usual];
        for (int row = 0; row < 50; row++)
            odd[(row * Width) + 5] += 3;
        Scores(autoencoder, odd).Min().ShouldBeGreaterThan(Scores(autoencoder, usual).Max());
        float[] errors = Errors(autoencoder, odd);
        float[] means = [.. Enumerable.Range(0, Width).Select(i => errors.Where((_, at) => at % Width == i).Average())];
        means.Max().ShouldBe(means[5]);
    }

    [Fact]
    public void A_score_is_the_mean_of_the_errors_of_its_dimensions()
    {
        DenseAutoencoder autoencoder = Train(Small);
        float[] scores = Scores(autoencoder, Ruled.Values), errors = Errors(autoencoder, Ruled.Values);
        for (int row = 0; row < Ruled.Count; row++)
            scores[row].ShouldBe(errors.AsSpan(row * Width, Width).ToArray().Average(), 1e-6f);
    }

    [Fact]
    public void Scores_and_features_do_not_hang_on_the_batch_or_on_the_thread()
    {
        WeightedVectors many = MadeVectors(700, seed: 4);
        DenseAutoencoder autoencoder = Train(Small);
        float[] scores = Scores(autoencoder, many.Values), features = Features(autoencoder, many.Values);
        Parallel.For(0, many.Count, row =>
        {
            float[] alone = many.Values[(row * Width)..((row + 1) * Width)];
            Scores(autoencoder, alone).ShouldBe([scores[row]]);
            Features(autoencoder, alone).ShouldBe(features[(row * 2)..((row + 1) * 2)]);
        });
    }

    [Fact]
    public void Layers_shrink_with_the_input()
    {
        DenseAutoencoder.Train(new(3, [1, 2, 3], [1]), new() { Epochs = 1 }).Shape.ShouldBe(new(3, 3, 1, Activation.Tanh));
        DenseAutoencoder.Train(new(1, [1], [1]), new() { Epochs = 1 }).Shape.ShouldBe(new(1, 1, 1, Activation.Tanh));
        DenseAutoencoder.Train(new(100, new float[100], [1]), new() { Epochs = 1 }).Shape.ShouldBe(new(100, 32, 16, Activation.Tanh));
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
        Weights(Small with { ClipNorm = 0.01 }).ShouldNotBe(weights);
        Weights(Small with { Activation = Activation.Relu }).ShouldNotBe(weights);
        Weights(Small with { Hidden = 5 }).Length.ShouldNotBe(weights.Length);
        Weights(Small with { Bottleneck = 3 }).Length.ShouldNotBe(weights.Length);
    }

    [Fact]
    public void A_vector_that_counts_twice_teaches_as_two_of_it_do()
    {
        DenseAutoencoder autoencoder = DenseAutoencoder.Create(new(Width, 6, 3, Activation.Tanh), seed: 3);
        GradientLearner weighted = autoencoder.Learner(Ruled, Small), repeated = autoencoder.Learner(Ruled, Small);
        weighted.Learn([0, 1], [1, 2]).ShouldBe(repeated.Learn([0, 1, 1], [1, 1, 1]), 1e-6);
        foreach ((string name, Tensor tensor) in repeated.Gradients)
            TorchCase.ShouldBeClose(weighted.Gradients[name].Values, tensor.Values, name);
    }

    [Fact]
    public void Weights_written_and_read_again_score_the_same_bit_for_bit()
    {
        DenseAutoencoder autoencoder = Train(Small);
        using MemoryStream file = new();
        Safetensors.Write(file, autoencoder.Tensors);
        file.Position = 0;
        Scores(DenseAutoencoder.From(autoencoder.Shape, Safetensors.Read(file)), Ruled.Values).ShouldBe(Scores(autoencoder, Ruled.Values));
    }

    [Fact]
    public void Scores_are_finite_for_any_vector()
    {
        DenseAutoencoder autoencoder = DenseAutoencoder.Create(new(1, 4, 2, Activation.Sigmoid), seed: 3);
        Prop.ForAll<float[]>(values => Scores(autoencoder, [.. values.Where(value => Math.Abs(value) < 1e15f)]).All(float.IsFinite))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Constant_vectors_are_given_back() => Scores(
        DenseAutoencoder.Train(new(2, [1, -1], [500]), Small with { Epochs = 60 }), [1, -1])[0].ShouldBeLessThan(0.01f);

    [Fact]
    public void Every_epoch_is_told_of_and_training_can_be_cancelled()
    {
        List<EpochResult> epochs = [];
        DenseAutoencoder.Train(Ruled, Small, epochs.Add);
        epochs.Select(epoch => epoch.Epoch).ShouldBe([1, 2, 3, 4]);
        epochs[^1].TrainingLoss.ShouldBeLessThan(epochs[0].TrainingLoss);
        using CancellationTokenSource source = new();
        Should.Throw<OperationCanceledException>(() => DenseAutoencoder.Train(Ruled, Small, _ => source.Cancel(), source.Token));
    }

    [Fact]
    public void What_cannot_be_learned_is_refused()
    {
        Should.Throw<ArgumentException>(() => DenseAutoencoder.Train(new(2, [], []), Small)).Message.ShouldContain("nothing to learn");
        Should.Throw<ArgumentException>(() => DenseAutoencoder.Train(new(1, [1], [0]), Small)).Message.ShouldContain("nothing to learn");
        Should.Throw<ArgumentException>(() => DenseAutoencoder.Train(new(2, [1], [1]), Small)).Message.ShouldContain("vectors of 2");
        Should.Throw<ArgumentException>(() => DenseAutoencoder.Train(new(1, [float.NaN], [1]), Small)).Message.ShouldContain("finite");
        Should.Throw<ArgumentException>(() => DenseAutoencoder.Train(new(1, [1], [-1]), Small)).Message.ShouldContain("-1");
        Should.Throw<ArgumentException>(() => Train(Small).Score(new float[9], new float[1])).Message.ShouldContain("vectors of 8");
    }

    [Fact]
    public void A_wrong_option_is_refused_with_its_name_and_its_value()
    {
        Should.Throw<ValidationException>(() => Train(Small with { Hidden = 0 })).Message.ShouldContain("Hidden is 0");
        Should.Throw<ValidationException>(() => Train(Small with { Activation = (Activation)9 })).Message.ShouldContain("Activation is 9");
    }

    private static DenseAutoencoder Train(DenseAutoencoderOptions options) => DenseAutoencoder.Train(Ruled, options);

    private static float[] Weights(DenseAutoencoderOptions options) => [.. Train(options).Tensors.Values.SelectMany(tensor => tensor.Values)];

    private static float[] Scores(DenseAutoencoder autoencoder, float[] vectors)
    {
        float[] scores = new float[vectors.Length / autoencoder.Shape.Width];
        autoencoder.Score(vectors, scores);
        return scores;
    }

    private static float[] Errors(DenseAutoencoder autoencoder, float[] vectors)
    {
        float[] errors = new float[vectors.Length];
        autoencoder.Errors(vectors, errors);
        return errors;
    }

    private static float[] Features(DenseAutoencoder autoencoder, float[] vectors)
    {
        float[] features = new float[vectors.Length / autoencoder.Shape.Width * autoencoder.Shape.Bottleneck];
        autoencoder.Encode(vectors, features);
        return features;
    }

    private static WeightedVectors MadeVectors(int count, int seed)
    {
        Random random = new(seed);
        float[] values = new float[count * Width];
        for (int row = 0; row < count; row++)
        {
            (double a, double b) = ((random.NextDouble() * 2) - 1, (random.NextDouble() * 2) - 1);
            for (int i = 0; i < Width; i++)
                values[(row * Width) + i] = (float)((a * Math.Cos(i)) + (b * Math.Sin(i)));
        }

        return new(Width, values, [.. Enumerable.Range(0, count).Select(_ => (float)random.Next(1, 4))]);
    }
}
