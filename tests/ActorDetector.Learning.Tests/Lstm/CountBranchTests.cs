using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Tests.Lstm;

public sealed class CountBranchTests
{
    private static readonly LstmShape Counts =
        new(Keys: 19, Window: 5, Embedding: 7, Hidden: 21, Layers: 2, NextKeyBranches.Quantitative);

    private static readonly LstmShape Both = Counts with { Branches = NextKeyBranches.Both };

    [Fact]
    public void Pad_counts_nothing_whatever_its_vector()
    {
        LstmNetwork network = LstmNetwork.Create(Counts, seed: 3);
        LstmNetwork changed = MadeUp.With(network, "count_embedding.weight", 4, 100);
        MadeUp.Predict(new(changed), [0, 0, 3, 4, 0]).ShouldBe(MadeUp.Predict(new(network), [0, 0, 3, 4, 0]));
        WeightedWindows padded = new([0, 0, 3, 4, 0], [5], [1]);
        LstmLearner learner = new(network, new());
        learner.Learn(padded, new[] { 0 });
        learner.Gradients["count_embedding.weight"].Values[..Counts.Embedding].ShouldAllBe(value => value == 0);
        learner.Network.Tensors["count_embedding.weight"].Values[..Counts.Embedding].ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void A_window_is_read_by_its_counts_so_far_not_by_its_last_key()
    {
        // With its own states cut off, the branch knows only the last count vector: the order of what was counted is gone.
        LstmNetwork network = LstmNetwork.Create(Counts, seed: 3);
        ForgetStates(network);
        LstmPredictor predictor = new(network);
        float[] prediction = MadeUp.Predict(predictor, [3, 4, 4, 5, 6]);
        Distance(MadeUp.Predict(predictor, [6, 4, 5, 3, 4]), prediction).ShouldBeLessThan(1e-5);
        Distance(MadeUp.Predict(predictor, [3, 4, 5, 5, 6]), prediction).ShouldBeGreaterThan(1e-3);
    }

    [Fact]
    public void The_output_reads_both_branches()
    {
        LstmNetwork network = LstmNetwork.Create(Both, seed: 3);
        ushort[] window = [3, 4, 4, 5, 6];
        float[] prediction = MadeUp.Predict(new(network), window);
        foreach (string vectors in (string[])["embedding.weight", "count_embedding.weight"])
            MadeUp.Predict(new(MadeUp.With(network, vectors, (4 * Both.Embedding) + 1, 3)), window).ShouldNotBe(prediction, vectors);
    }

    [Fact]
    public void Both_without_weights_on_the_counts_predict_as_the_sequential_branch_alone()
    {
        LstmNetwork both = LstmNetwork.Create(Both, seed: 3);
        Dictionary<string, Tensor> tensors = new(both.Tensors);
        tensors["output.weight"] = new([19, 21], [.. both.Tensors["output.weight"].Values.Chunk(42).SelectMany(row => row[..21])]);
        LstmNetwork alone = LstmNetwork.From(Both with { Branches = NextKeyBranches.Sequential }, tensors);
        for (int i = 0; i < both.Tensors["output.weight"].Values.Length; i++)
            both.Tensors["output.weight"].Values[i] *= i % 42 < 21 ? 1 : 0;
        ushort[] windows = MadeUp.Windows(Both, 30, seed: 1).Windows;
        MadeUp.Predict(new(both), windows).ShouldBe(MadeUp.Predict(new(alone), windows));
    }

    [Theory]
    [InlineData(NextKeyBranches.Quantitative)]
    [InlineData(NextKeyBranches.Both)]
    public void A_network_that_was_written_and_read_predicts_the_same_bits(NextKeyBranches branches)
    {
        LstmNetwork network = LstmNetwork.Create(Counts with { Branches = branches }, seed: 3);
        using MemoryStream stream = new();
        Safetensors.Write(stream, network.Tensors);
        stream.Position = 0;
        LstmNetwork read = LstmNetwork.From(network.Shape, Safetensors.Read(stream));
        ushort[] windows = MadeUp.Windows(Counts, 30, seed: 1).Windows;
        MadeUp.Predict(new(read), windows).ShouldBe(MadeUp.Predict(new(network), windows));
    }

    [Theory]
    [InlineData(NextKeyBranches.Quantitative)]
    [InlineData(NextKeyBranches.Both)]
    public void What_only_counts_can_tell_is_learned(NextKeyBranches branches)
    {
        // Key 5 follows when key 3 came more often than key 4, else key 6: wherever they stood.
        Random random = new(1);
        ushort[][] windows = [.. Enumerable.Range(0, 60).Select(_ => Enumerable.Range(0, 7).Select(_ => (ushort)random.Next(3, 5)).ToArray())];
        ushort[] targets = [.. windows.Select(window => (ushort)(window.Count(key => key == 3) > 3 ? 5 : 6))];
        WeightedWindows seen = new([.. windows.SelectMany(window => window)], targets, [.. Enumerable.Repeat(1f, windows.Length)]);
        TrainingOptions options = new() { Units = 12, Layers = 1, Embedding = 4, Batch = 30, LearningRate = 0.02, MaxEpochs = 60, NextKey = branches };
        LstmNetwork network = LstmTrainer.Train(keys: 7, window: 7, seen, new([], [], []), options);

        // All 128 windows, those too that were never seen.
        ushort[] all = [.. Enumerable.Range(0, 128).SelectMany(bits => Enumerable.Range(0, 7).Select(place => (ushort)(3 + ((bits >> place) & 1))))];
        float[][] rows = [.. MadeUp.Predict(new(network), all).Chunk(7)];
        int right = rows.Where((row, bits) => row[5] > row[6] == (int.PopCount(bits) < 4)).Count();
        right.ShouldBeGreaterThan(120);
    }

    [Theory]
    [InlineData(NextKeyBranches.Quantitative)]
    [InlineData(NextKeyBranches.Both)]
    public void A_single_window_of_padding_is_learned_and_predicted(NextKeyBranches branches)
    {
        WeightedWindows one = new([0, 0], [3], [1]);
        TrainingOptions options = new() { Units = 4, Layers = 1, Embedding = 2, MaxEpochs = 3, NextKey = branches };
        LstmNetwork network = LstmTrainer.Train(keys: 4, window: 2, one, one, options);
        MadeUp.Predict(new(network), [0, 0]).ShouldAllBe(value => float.IsFinite(value));
    }

    // The gates' weights on states and the forget gate's bias: nothing of an earlier step is left.
    private static void ForgetStates(LstmNetwork network)
    {
        int hidden = network.Shape.Hidden;
        for (int layer = 0; layer < network.Shape.Layers; layer++)
        {
            network.Tensors[$"count_lstm.weight_hh_l{layer}"].Values.AsSpan().Clear();
            network.Tensors[$"count_lstm.bias_ih_l{layer}"].Values.AsSpan(hidden, hidden).Fill(-1e4f);
        }
    }

    private static double Distance(float[] one, float[] other) => one.Zip(other, (a, b) => Math.Abs(a - b)).Max();
}
