using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Learning.Tests.Lstm;

public sealed class LstmPredictorTests
{
    private static readonly LstmShape Shape = new(Keys: 19, Window: 5, Embedding: 7, Hidden: 21, Layers: 3);

    [Theory]
    [InlineData(NextKeyBranches.Sequential)]
    [InlineData(NextKeyBranches.Quantitative)]
    [InlineData(NextKeyBranches.Both)]
    public void A_windows_result_does_not_hang_on_the_batch_that_it_is_in(NextKeyBranches branches)
    {
        LstmNetwork network = LstmNetwork.Create(Shape with { Branches = branches }, seed: 3);
        LstmPredictor predictor = new(network);
        ushort[] windows = MadeUp.Windows(Shape, 200, seed: 1).Windows;
        float[] alone = [.. windows.Chunk(Shape.Window).SelectMany(window => MadeUp.Predict(predictor, window))];

        Prop.ForAll(
            Gen.Choose(0, 199).Two().ToArbitrary(),
            range =>
            {
                int from = Math.Min(range.Item1, range.Item2), to = Math.Max(range.Item1, range.Item2) + 1;
                float[] together = MadeUp.Predict(predictor, windows.AsSpan((from * Shape.Window)..(to * Shape.Window)));
                return together.AsSpan().SequenceEqual(alone.AsSpan((from * Shape.Keys)..(to * Shape.Keys)));
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void All_kernel_paths_give_the_same_bits_for_any_sizes()
    {
        Gen<LstmShape> shapes =
            from keys in Gen.Choose(2, 90)
            from window in Gen.Choose(1, 6)
            from embedding in Gen.Choose(1, 40)
            from hidden in Gen.Choose(1, 70)
            from layers in Gen.Choose(1, 3)
            from branches in Gen.Elements(Enum.GetValues<NextKeyBranches>())
            select new LstmShape(keys, window, embedding, hidden, layers, branches);
        Prop.ForAll(
            shapes.ToArbitrary(),
            Gen.Choose(1, 150).ToArbitrary(),
            (shape, batch) =>
            {
                LstmNetwork network = LstmNetwork.Create(shape, seed: 5);
                ushort[] windows = MadeUp.Windows(shape, batch, seed: 2).Windows;
                float[] portable = MadeUp.Predict(new(network, KernelPath.Portable), windows);
                return KernelPath.All.Where(path => path.IsSupported)
                    .All(path => MadeUp.Predict(new(network, path), windows).SequenceEqual(portable));
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));
    }

    [Theory]
    [InlineData(NextKeyBranches.Sequential)]
    [InlineData(NextKeyBranches.Quantitative)]
    [InlineData(NextKeyBranches.Both)]
    public void A_plain_computation_in_double_precision_gives_nearly_the_same(NextKeyBranches branches)
    {
        LstmNetwork network = LstmNetwork.Create(Shape with { Branches = branches }, seed: 8);
        ushort[] windows = MadeUp.Windows(Shape, 10, seed: 4).Windows;
        float[] actual = MadeUp.Predict(new(network), windows);
        double[] expected = [.. windows.Chunk(Shape.Window).SelectMany(window => PlainLstm.LogProbabilities(network, window))];
        for (int i = 0; i < expected.Length; i++)
            ((double)actual[i]).ShouldBe(expected[i], 2e-6);
    }

    [Fact]
    public void A_vocabulary_of_thousands_is_predicted_as_a_small_one_is()
    {
        LstmShape shape = new(Keys: 5_003, Window: 3, Embedding: 4, Hidden: 8, Layers: 1);
        LstmNetwork network = LstmNetwork.Create(shape, seed: 8);
        ushort[] window = [5_002, 17, 4_096];
        float[] actual = MadeUp.Predict(new(network), window);
        double[] expected = PlainLstm.LogProbabilities(network, window);
        for (int i = 0; i < expected.Length; i++)
            ((double)actual[i]).ShouldBe(expected[i], 2e-6);
    }

    [Fact]
    public void The_probabilities_of_a_window_add_up_to_one()
    {
        ushort[] windows = MadeUp.Windows(Shape, 40, seed: 6).Windows;
        foreach (float[] row in MadeUp.Predict(new(LstmNetwork.Create(Shape, seed: 1)), windows).Chunk(Shape.Keys))
            row.Sum(value => Math.Exp(value)).ShouldBe(1, 1e-5);
    }

    [Theory]
    [InlineData(1e3f)]
    [InlineData(1e18f)]
    [InlineData(-1e18f)]
    public void Extreme_weights_give_no_NaN(float size)
    {
        LstmNetwork network = LstmNetwork.Create(Shape, seed: 1);
        foreach ((string name, Tensor tensor) in network.Tensors)
        {
            if (!name.StartsWith("lstm", StringComparison.Ordinal))
                continue;
            for (int i = 0; i < tensor.Values.Length; i++)
                tensor.Values[i] *= size;
        }

        MadeUp.Predict(new(network), MadeUp.Windows(Shape, 9, seed: 3).Windows).ShouldAllBe(value => float.IsFinite(value) && value <= 0);
    }

    [Fact]
    public void An_empty_batch_is_answered_with_nothing() => MadeUp.Predict(new(LstmNetwork.Create(Shape, seed: 1)), []).ShouldBeEmpty();

    [Fact]
    public void Predicting_allocates_nothing()
    {
        LstmPredictor predictor = new(LstmNetwork.Create(Shape with { Branches = NextKeyBranches.Both }, seed: 1));
        ushort[] windows = MadeUp.Windows(Shape, 100, seed: 3).Windows;
        float[] results = new float[100 * Shape.Keys];
        predictor.Predict(windows, results);
        Allocation.Of(() => predictor.Predict(windows, results)).ShouldBe(0);
    }

    [Fact]
    public void A_key_outside_the_vocabulary_is_refused_by_name()
    {
        LstmPredictor predictor = new(LstmNetwork.Create(Shape, seed: 1));
        Should.Throw<ArgumentException>(() => predictor.Predict([1, 2, 3, 19, 4], new float[Shape.Keys])).Message.ShouldContain("19");
    }

    [Theory]
    [InlineData(4, 19)]
    [InlineData(5, 18)]
    public void Spans_that_are_not_whole_windows_and_results_are_refused(int keys, int results)
    {
        LstmPredictor predictor = new(LstmNetwork.Create(Shape, seed: 1));
        Should.Throw<ArgumentException>(() => predictor.Predict(new ushort[keys], new float[results]))
            .Message.ShouldContain("windows of 5");
    }
}
