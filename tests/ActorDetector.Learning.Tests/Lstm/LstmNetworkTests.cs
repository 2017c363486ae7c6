using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Tests.Lstm;

public sealed class LstmNetworkTests
{
    private static readonly LstmShape Shape = new(Keys: 40, Window: 5, Embedding: 30, Hidden: 16, Layers: 2);

    [Fact]
    public void Tensors_bear_PyTorchs_names_in_its_order() => LstmNetwork.Create(Shape, seed: 1).Tensors.Keys.ShouldBe([
        "embedding.weight",
        "lstm.weight_ih_l0", "lstm.weight_hh_l0", "lstm.bias_ih_l0", "lstm.bias_hh_l0",
        "lstm.weight_ih_l1", "lstm.weight_hh_l1", "lstm.bias_ih_l1", "lstm.bias_hh_l1",
        "output.weight", "output.bias"]);

    [Fact]
    public void The_tensors_of_the_quantitative_branch_follow_those_of_the_sequential_one()
    {
        LstmShape both = Shape with { Branches = NextKeyBranches.Both }, counts = Shape with { Branches = NextKeyBranches.Quantitative };
        string[] sequential = [.. LstmNetwork.Create(Shape, seed: 1).Tensors.Keys];
        string[] branch = [.. sequential[..^2].Select(name => $"count_{name}")];
        LstmNetwork.Create(both, seed: 1).Tensors.Keys.ShouldBe([.. sequential[..^2], .. branch, .. sequential[^2..]]);
        LstmNetwork.Create(counts, seed: 1).Tensors.Keys.ShouldBe([.. branch, .. sequential[^2..]]);
        LstmNetwork.Create(both, seed: 1).Tensors["output.weight"].Shape.ShouldBe([40, 32]);
        LstmNetwork.Create(counts, seed: 1).Tensors["output.weight"].Shape.ShouldBe([40, 16]);
    }

    [Fact]
    public void New_weights_are_spread_as_PyTorch_spreads_them()
    {
        LstmNetwork network = LstmNetwork.Create(Shape, seed: 1);
        float[] embedding = network.Tensors["embedding.weight"].Values;
        embedding.Average(value => (double)value).ShouldBe(0, 0.1);
        embedding.Average(value => (double)value * value).ShouldBe(1, 0.15);
        foreach ((string name, Tensor tensor) in network.Tensors.Skip(1))
        {
            tensor.Values.ShouldAllBe(value => Math.Abs(value) <= 0.25f, name);
            tensor.Values.Average(value => (double)value * value).ShouldBe(0.25 * 0.25 / 3, 0.012, name);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others()
    {
        float[] weights = MadeUp.Weights(LstmNetwork.Create(Shape, seed: 1));
        MadeUp.Weights(LstmNetwork.Create(Shape, seed: 1)).ShouldBe(weights);
        MadeUp.Weights(LstmNetwork.Create(Shape, seed: 2)).ShouldNotBe(weights);
    }

    [Theory]
    [InlineData(NextKeyBranches.Sequential)]
    [InlineData(NextKeyBranches.Quantitative)]
    [InlineData(NextKeyBranches.Both)]
    public void Weights_come_back_from_a_learner_as_they_went_in(NextKeyBranches branches)
    {
        LstmNetwork network = LstmNetwork.Create(Shape with { Branches = branches }, seed: 1);
        MadeUp.Weights(new LstmLearner(network, new()).Network).ShouldBe(MadeUp.Weights(network));
    }

    [Fact]
    public void A_missing_tensor_is_named()
    {
        Dictionary<string, Tensor> tensors = new(LstmNetwork.Create(Shape, seed: 1).Tensors);
        tensors.Remove("lstm.bias_hh_l1");
        Should.Throw<FormatException>(() => LstmNetwork.From(Shape, tensors)).Message.ShouldContain("lstm.bias_hh_l1");
    }

    [Fact]
    public void A_tensor_of_another_shape_is_named_with_both_shapes()
    {
        Dictionary<string, Tensor> tensors = new(LstmNetwork.Create(Shape, seed: 1).Tensors)
        {
            ["output.weight"] = new([16, 40], new float[640]),
        };
        string message = Should.Throw<FormatException>(() => LstmNetwork.From(Shape, tensors)).Message;
        message.ShouldContain("output.weight");
        message.ShouldContain("(16, 40)");
        message.ShouldContain("(40, 16)");
    }

    [Fact]
    public void A_weight_that_is_not_finite_is_refused_by_its_tensors_name()
    {
        Dictionary<string, Tensor> tensors = new(LstmNetwork.Create(Shape, seed: 1).Tensors);
        tensors["output.bias"].Values[3] = float.NaN;
        Should.Throw<FormatException>(() => LstmNetwork.From(Shape, tensors)).Message.ShouldContain("output.bias");
    }

    [Fact]
    public void Branches_that_do_not_exist_are_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => LstmNetwork.Create(Shape with { Branches = (NextKeyBranches)7 }, seed: 1))
            .Message.ShouldContain("Branches of a network are 7");

    [Theory]
    [InlineData(1, 5, 3, 4, 1, "Keys")]
    [InlineData(70_000, 5, 3, 4, 1, "Keys")]
    [InlineData(9, 0, 3, 4, 1, "Window")]
    [InlineData(9, 5, -3, 4, 1, "Embedding")]
    [InlineData(9, 5, 3, 2_000, 1, "Hidden")]
    [InlineData(9, 5, 3, 4, 0, "Layers")]
    public void A_size_out_of_range_is_named(int keys, int window, int embedding, int hidden, int layers, string name) =>
        Should.Throw<ArgumentOutOfRangeException>(() => LstmNetwork.Create(new(keys, window, embedding, hidden, layers), seed: 1))
            .Message.ShouldContain(name);
}
