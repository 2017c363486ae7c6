using System.Runtime.CompilerServices;
using System.Text.Json;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Tests.Lstm;

/// <summary>The numbers that PyTorch computed for a tiny network: weights, a batch, its logits, loss and gradients, and the weights after
/// one step of Adam with a learning rate of 0.001.</summary>
/// <remarks>A quantitative branch was made by multiplying count vectors with the embedding: <c>one_hot(windows).cumsum(1)</c>, PAD's counts set
/// to 0, times <c>Embedding(padding_idx=0).weight</c>, then an <c>LSTM</c> like the sequential one; <c>cat</c> joins the last steps; all in
/// float64 (torch 1.13).</remarks>
internal sealed class Golden
{
    private readonly JsonElement _root;

    private Golden(string file, NextKeyBranches branches)
    {
        _root = Open(file);
        JsonElement shape = _root.GetProperty("shape");
        int Size(string name) => shape.GetProperty(name).GetInt32();
        Shape = new(Size("keys"), Size("window"), Size("embedding"), Size("hidden"), Size("layers"), branches);
    }

    public static Golden Of(NextKeyBranches branches) => branches switch
    {
        NextKeyBranches.Sequential => new("golden.json", branches),
        NextKeyBranches.Quantitative => new("golden-quantitative.json", branches),
        _ => new("golden-both.json", branches),
    };

    public LstmShape Shape { get; }

    public LstmNetwork Network => LstmNetwork.From(Shape, Tensors("weights"));

    public WeightedWindows Batch => new(
        Array.ConvertAll(Numbers(_root.GetProperty("windows")), number => (ushort)number),
        Array.ConvertAll(Numbers(_root.GetProperty("target")), number => (ushort)number),
        Numbers(_root.GetProperty("sample_weight")));

    public float[] Logits => Numbers(_root.GetProperty("logits"));

    public double Loss => _root.GetProperty("loss").GetDouble();

    public IReadOnlyDictionary<string, Tensor> Tensors(string name) =>
        _root.GetProperty(name).EnumerateObject()
            .ToDictionary(tensor => tensor.Name, tensor => new Tensor(Sizes(tensor.Value), Numbers(tensor.Value)));

    public void ShouldBeClose(IReadOnlyDictionary<string, Tensor> actual, string name)
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

    private static JsonElement Open(string file, [CallerFilePath] string source = "")
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(source)!, file)));
        return document.RootElement.Clone();
    }
}
