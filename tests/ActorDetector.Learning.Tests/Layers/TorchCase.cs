using System.Runtime.CompilerServices;
using System.Text.Json;
using ActorDetector.Learning.Layers;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Tests.Layers;

/// <summary>What PyTorch 1.13 computed for a tiny model of the same make: weights, examples, output, loss, gradients, and the weights after
/// two steps of Adam at a rate of 0.01, gradients clipped to a norm of 0.05.</summary>
internal sealed class TorchCase
{
    public const double LearningRate = 0.01;
    public const double ClipNorm = 0.05;

    private readonly JsonElement _root;

    public TorchCase(string file, [CallerFilePath] string source = "")
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(source)!, file)));
        _root = document.RootElement.Clone();
    }

    public double Loss => _root.GetProperty("loss").GetDouble();

    public float[] Numbers(string name) => [.. _root.GetProperty(name).EnumerateArray().Select(number => number.GetSingle())];

    public ushort[][] Sequences =>
        [.. _root.GetProperty("sequences").EnumerateArray().Select(sequence => sequence.EnumerateArray().Select(key => key.GetUInt16()).ToArray())];

    public Dictionary<string, Tensor> Tensors(string name) => _root.GetProperty(name).EnumerateObject().ToDictionary(
        tensor => tensor.Name,
        tensor => new Tensor(
            [.. tensor.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())],
            [.. tensor.Value.GetProperty("values").EnumerateArray().Select(number => number.GetSingle())]));

    /// <summary>Learns all examples twice, and compares each step's result with PyTorch's.</summary>
    public void ShouldBeLearnedBy(GradientLearner learner, float[] weights)
    {
        int[] examples = [.. Enumerable.Range(0, weights.Length)];
        learner.Learn(examples, weights).ShouldBe(Loss, 1e-6);
        ShouldBeClose(learner.Gradients, "gradients");
        learner.Learn(examples, weights);
        ShouldBeClose(learner.Tensors, "after");
    }

    public static void ShouldBeClose(float[] actual, float[] expected, string what)
    {
        actual.Length.ShouldBe(expected.Length);
        for (int i = 0; i < actual.Length; i++)
            ((double)actual[i]).ShouldBe(expected[i], (2e-5 * Math.Abs(expected[i])) + 1e-6, $"{what}[{i}]");
    }

    private void ShouldBeClose(OrderedDictionary<string, Tensor> actual, string name)
    {
        Dictionary<string, Tensor> expected = Tensors(name);
        actual.Keys.ShouldBe(expected.Keys);
        foreach ((string tensor, Tensor values) in expected)
        {
            actual[tensor].Shape.ShouldBe(values.Shape);
            ShouldBeClose(actual[tensor].Values, values.Values, $"{name} {tensor}");
        }
    }
}
