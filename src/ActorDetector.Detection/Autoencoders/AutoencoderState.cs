using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;
using ActorDetector.Learning.Autoencoders;
using ActorDetector.Learning.Layers;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Detection.Autoencoders;

/// <summary>A dense autoencoder in the state of a detector.</summary>
internal static class AutoencoderState
{
    private const string Activation = "activation", Outer = "encoder.0.weight", Inner = "encoder.2.weight";

    /// <summary>Adds an autoencoder to a state.</summary>
    /// <param name="json">What is kept as text.</param>
    /// <param name="tensors">What is kept as numbers.</param>
    /// <param name="prefix">What the names of its tensors begin with.</param>
    /// <param name="autoencoder">The autoencoder.</param>
    public static void Keep(JsonObject json, Dictionary<string, Tensor> tensors, string prefix, DenseAutoencoder autoencoder)
    {
        json[Activation] = autoencoder.Shape.Activation.ToString();
        foreach ((string name, Tensor tensor) in autoencoder.Tensors)
            tensors[prefix + name] = tensor;
    }

    /// <summary>The autoencoder of a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="prefix">What the names of its tensors begin with.</param>
    /// <param name="width">Numbers of a vector.</param>
    /// <exception cref="FormatException">It is not there, or is not what it must be.</exception>
    public static DenseAutoencoder Read(DetectorState state, string prefix, int width)
    {
        string[] activations = Enum.GetNames<Activation>();
        int activation = Array.IndexOf(activations, state.Json[Activation]?.ToString());
        if (activation < 0)
            throw new FormatException($"{Activation} is missing, or is not one of {string.Join(", ", activations)}");
        Dictionary<string, Tensor> tensors = state.Tensors.Where(tensor => tensor.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(tensor => tensor.Key[prefix.Length..], tensor => tensor.Value);
        DenseAutoencoderShape shape = new(width, tensors.Find(Outer, 2).Shape[0], tensors.Find(Inner, 2).Shape[0], Enum.Parse<Activation>(activations[activation]));
        return ModelSizes.Checked(() => DenseAutoencoder.From(shape, tensors));
    }
}
