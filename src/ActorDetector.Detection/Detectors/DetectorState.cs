using System.Text.Json.Nodes;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Detection.Detectors;

/// <summary>What a trained detector is kept as in a bundle.</summary>
/// <param name="Json">What is best read as text; written as <c>NAME.json</c>.</param>
/// <param name="Tensors">Numbers, written as <c>NAME.safetensors</c> when there are any.</param>
public sealed record DetectorState(JsonObject Json, IReadOnlyDictionary<string, Tensor> Tensors)
{
    /// <summary>A state without tensors.</summary>
    public DetectorState(JsonObject json) : this(json, new Dictionary<string, Tensor>())
    {
    }

    /// <summary>About how many bytes it takes in a bundle.</summary>
    public long Bytes => Json.ToJsonString().Length + Tensors.Values.Sum(tensor => (long)tensor.Values.Length * sizeof(float));
}
