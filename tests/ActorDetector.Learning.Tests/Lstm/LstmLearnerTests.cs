using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Tests.Lstm;

public sealed class LstmLearnerTests
{
    private static readonly LstmShape Shape = new(Keys: 9, Window: 4, Embedding: 3, Hidden: 5, Layers: 3);

    [Theory]
    [InlineData(NextKeyBranches.Sequential)]
    [InlineData(NextKeyBranches.Quantitative)]
    [InlineData(NextKeyBranches.Both)]
    public void Gradients_are_what_small_changes_of_the_weights_do_to_the_loss(NextKeyBranches branches)
    {
        LstmNetwork network = LstmNetwork.Create(Shape with { Branches = branches }, seed: 2);
        WeightedWindows windows = MadeUp.Windows(Shape, 4, seed: 1);
        LstmLearner learner = new(network, new() { ClipNorm = 0, UnseenShare = 0 });
        learner.Learn(windows, All(windows));
        double Loss(LstmNetwork changed) => PlainLstm.Loss(changed, windows);
        foreach ((string name, Tensor gradient) in learner.Gradients)
        {
            for (int i = 0; i < gradient.Values.Length; i += 5)
                ((double)gradient.Values[i]).ShouldBe(Slope(network, Loss, name, i), 2e-5, $"{name}[{i}]");
        }
    }

    [Theory]
    [InlineData(NextKeyBranches.Sequential)]
    [InlineData(NextKeyBranches.Quantitative)]
    [InlineData(NextKeyBranches.Both)]
    public void Gradients_with_dropout_and_unseen_keys_are_what_small_changes_do_to_the_loss(NextKeyBranches branches)
    {
        // The first step of a seed always drops the same units and keys.
        LstmNetwork network = LstmNetwork.Create(Shape with { Branches = branches }, seed: 2);
        WeightedWindows windows = MadeUp.Windows(Shape, 6, seed: 1);
        TrainingOptions options = new() { ClipNorm = 0, Dropout = 0.3, UnseenShare = 0.2, Threads = 1 };
        LstmLearner learner = new(network, options);
        learner.Learn(windows, All(windows));
        double Loss(LstmNetwork changed) => new LstmLearner(changed, options).Learn(windows, All(windows));
        foreach ((string name, Tensor gradient) in learner.Gradients)
        {
            for (int i = 0; i < gradient.Values.Length; i += 7)
                ((double)gradient.Values[i]).ShouldBe(Slope(network, Loss, name, i), 1e-4, $"{name}[{i}]");
        }
    }

    [Fact]
    public void A_key_outside_the_vocabulary_is_refused()
    {
        LstmLearner learner = new(LstmNetwork.Create(Shape, seed: 2), new() { Threads = 1 });
        WeightedWindows windows = MadeUp.Windows(Shape, 6, seed: 1) with { Targets = [1, 1, 9, 1, 1, 1] };
        Should.Throw<ArgumentException>(() => learner.Learn(windows, new[] { 2 })).Message.ShouldContain("Key 9");
    }

    [Fact]
    public void Windows_that_weigh_nothing_teach_nothing()
    {
        LstmNetwork network = LstmNetwork.Create(Shape, seed: 2);
        LstmLearner learner = new(network, new());
        WeightedWindows windows = MadeUp.Windows(Shape, 2, seed: 1) with { Weights = [0, 0] };
        learner.Learn(windows, All(windows)).ShouldBe(0);
        MadeUp.Weights(learner.Network).ShouldBe(MadeUp.Weights(network));
    }

    [Theory]
    [InlineData(NextKeyBranches.Sequential)]
    [InlineData(NextKeyBranches.Quantitative)]
    [InlineData(NextKeyBranches.Both)]
    public void All_kernel_paths_learn_the_same_weights_bit_for_bit(NextKeyBranches branches)
    {
        float[] portable = Learned(new(), branches, KernelPath.Portable);
        foreach (KernelPath path in KernelPath.All.Where(path => path.IsSupported))
            Learned(new(), branches, path).ShouldBe(portable, path.Name);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(50)]
    public void The_number_of_threads_does_not_change_a_bit(int threads)
    {
        TrainingOptions options = new() { Dropout = 0.3, UnseenShare = 0.1 };
        foreach (NextKeyBranches branches in Enum.GetValues<NextKeyBranches>())
            Learned(options with { Threads = threads }, branches).ShouldBe(Learned(options with { Threads = 1 }, branches), $"{branches}");
    }

    [Fact]
    public void Gradients_of_a_batch_larger_than_all_its_parts_are_its_mean()
    {
        WeightedWindows windows = MadeUp.Windows(Shape, 10, seed: 1);
        int[] once = [.. Enumerable.Range(0, 10)], often = [.. Enumerable.Range(0, 1_000).Select(row => row % 10)];
        Dictionary<string, Tensor> few = new(Gradients(windows, once)), many = new(Gradients(windows, often));
        foreach ((string name, Tensor tensor) in few)
            Golden.ShouldBeClose(many[name].Values, tensor.Values, name);
    }

    [Fact]
    public void A_window_that_counts_twice_teaches_as_two_of_it_do()
    {
        WeightedWindows windows = MadeUp.Windows(Shape, 3, seed: 1) with { Weights = [1, 2, 1] };
        WeightedWindows plain = windows with { Weights = [1, 1, 1] };
        Dictionary<string, Tensor> weighted = new(Gradients(windows, [0, 1, 2])), repeated = new(Gradients(plain, [0, 1, 1, 2]));
        foreach ((string name, Tensor tensor) in weighted)
            Golden.ShouldBeClose(repeated[name].Values, tensor.Values, name);
    }

    [Fact]
    public void A_gradient_is_clipped_only_when_it_is_longer_than_the_limit()
    {
        // Adam's first step does not hang on the gradient's size, its second does on the ratio of the two.
        float[] unclipped = Learned(new() { ClipNorm = 0 });
        Learned(new() { ClipNorm = 1e6 }).ShouldBe(unclipped);
        Learned(new() { ClipNorm = 0.01 }).ShouldNotBe(unclipped);
    }

    [Fact]
    public void Learning_changes_a_copy_of_the_network()
    {
        LstmNetwork network = LstmNetwork.Create(Shape, seed: 2);
        float[] before = MadeUp.Weights(network);
        WeightedWindows windows = MadeUp.Windows(Shape, 6, seed: 1);
        LstmLearner learner = new(network, new());
        learner.Learn(windows, All(windows));
        MadeUp.Weights(network).ShouldBe(before);
        MadeUp.Weights(learner.Network).ShouldNotBe(before);
    }

    [Fact]
    public void The_loss_is_the_mean_surprise_by_weight()
    {
        LstmNetwork network = LstmNetwork.Create(Shape, seed: 2);
        WeightedWindows windows = MadeUp.Windows(Shape, 150, seed: 1);
        new LstmLearner(network, new()).Loss(windows).ShouldBe(PlainLstm.Loss(network, windows), 1e-6);
    }

    [Fact]
    public void Extreme_weights_give_no_NaN()
    {
        LstmNetwork network = LstmNetwork.Create(Shape, seed: 2);
        foreach (Tensor tensor in network.Tensors.Values)
        {
            for (int i = 0; i < tensor.Values.Length; i++)
                tensor.Values[i] *= 1e4f;
        }

        WeightedWindows windows = MadeUp.Windows(Shape, 20, seed: 1);
        LstmLearner learner = new(network, new());
        for (int step = 0; step < 5; step++)
            double.IsFinite(learner.Learn(windows, All(windows))).ShouldBeTrue();
        MadeUp.Weights(learner.Network).ShouldAllBe(weight => float.IsFinite(weight));
    }

    private static int[] All(WeightedWindows windows) => [.. Enumerable.Range(0, windows.Count)];

    private static IReadOnlyDictionary<string, Tensor> Gradients(WeightedWindows windows, int[] rows)
    {
        LstmLearner learner = new(LstmNetwork.Create(Shape, seed: 2), new() { UnseenShare = 0 });
        learner.Learn(windows, rows);
        return learner.Gradients;
    }

    private static float[] Learned(
        TrainingOptions options, NextKeyBranches branches = NextKeyBranches.Sequential, KernelPath? path = null)
    {
        WeightedWindows windows = MadeUp.Windows(Shape, 700, seed: 1);
        LstmLearner learner = new(LstmNetwork.Create(Shape with { Branches = branches }, seed: 2), options, path ?? KernelPath.Widest);
        for (int step = 0; step < 3; step++)
            learner.Learn(windows, All(windows).AsMemory(step * 20));
        return MadeUp.Weights(learner.Network);
    }

    private static double Slope(LstmNetwork network, Func<LstmNetwork, double> loss, string name, int index)
    {
        float value = network.Tensors[name].Values[index], step = 1f / 256;
        double above = loss(MadeUp.With(network, name, index, value + step));
        double below = loss(MadeUp.With(network, name, index, value - step));
        return (above - below) / (2 * step);
    }
}
