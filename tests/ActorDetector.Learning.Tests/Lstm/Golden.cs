using System.Runtime.CompilerServices;
using System.Text.Json;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Tests.Lstm;

/// <summary>The numbers that PyTorch computed for a tiny network: weights, a batch, its logits, loss and gradients, and the weights after
/// one
/// step of Adam with a learning rate of 0.001.</summary>
internal static class Golden
{
    private static readonly JsonElement Root = Open();

    public static LstmShape Shape { get; } = new(7, 6, 5, 8, 2);

    public static LstmNetwork Network => LstmNetwork.From(Shape, Tensors("weights"));

    public static WeightedWindows Batch => new(
        Array.ConvertAll(Numbers(Root.GetProperty("windows")), number => (ushort)number),
        Array.ConvertAll(Numbers(Root.GetProperty("target")), number => (ushort)number),
        Numbers(Root.GetProperty("sample_weight")));

    public static float[] Logits => Numbers(Root.GetProperty("logits"));

    public static double Loss => Root.GetProperty("loss").GetDouble();

    public static IReadOnlyDictionary<string, Tensor> Tensors(string name) =>
        Root.GetProperty(name).EnumerateObject()
            .ToDictionary(tensor => tensor.Name, tensor => new Tensor(Sizes(tensor.Value), Numbers(tensor.Value)));

    public static void ShouldBeClose(IReadOnlyDictionary<string, Tensor> actual, string name)
    {
        IReadOnlyDictionary<string, Tensor> expected = Tensors(name);
        actual.Keys.Order().ShouldBe(expected.Keys.Order());
        foreach ((string tensor, Tensor values) in expected)
        {
            actual[tensor].Shape.ShouldBe(values.Shape);
            ShouldBeClose(actual[tensor].Values, values.Values, $"{name} {tensor}");
        }
    }

    // 1e-5 of the number, and for numbers near zero 1e-7: the last digits of single precision.
    public static void ShouldBeClose(float[] actual, float[] expected, string what)
    {
        actual.Length.ShouldBe(expected.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            Math.Abs(actual[i] - expected[i])
                .ShouldBeLessThan((1e-5f * Math.Abs(expected[i])) + 1e-7f, $"{what}[{i}]: {actual[i]} is not {expected[i]}");
        }
    }

    private static int[] Sizes(JsonElement value) =>
        value[0].ValueKind == JsonValueKind.Array ? [value.GetArrayLength(), value[0].GetArrayLength()] : [value.GetArrayLength()];

    private static float[] Numbers(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().SelectMany(Numbers)] : [value.GetSingle()];

    private static JsonElement Open([CallerFilePath] string source = "")
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(source)!, "golden.json")));
        return document.RootElement.Clone();
    }
}
