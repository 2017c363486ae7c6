using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Randomness;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Layers;

/// <summary>One number for each weight of a model, in the layout of the kernels: the weights, their gradient, or Adam's moments.</summary>
internal sealed class ModelParameters(IReadOnlyList<Layer> layers)
{
    private readonly AlignedBuffer _values = new(layers[^1].End);

    /// <summary>The layers, in the order of the buffer.</summary>
    public IReadOnlyList<Layer> Layers => layers;

    /// <summary>All numbers.</summary>
    public Span<float> All => _values.Span;

    /// <summary>Part of the buffer.</summary>
    public Span<float> Slice(int start, int length) => _values.Span.Slice(start, length);

    /// <summary>Weights drawn from a seed.</summary>
    public static ModelParameters Create(IReadOnlyList<Layer> layers, ulong seed)
    {
        ModelParameters parameters = new(layers);
        SeededGenerator generator = new(seed);
        foreach (Layer layer in layers)
        {
            foreach (TensorPlace place in layer.Places())
                parameters.Fill(place, _ => layer.Draw(generator));
        }

        return parameters;
    }

    /// <summary>The weights given by PyTorch's names.</summary>
    /// <exception cref="FormatException">A tensor is missing, has another shape or holds what is not a finite number; the message names
    /// it.</exception>
    public static ModelParameters From(IReadOnlyList<Layer> layers, IReadOnlyDictionary<string, Tensor> tensors)
    {
        ModelParameters parameters = new(layers);
        foreach (TensorPlace place in layers.SelectMany(layer => layer.Places()))
        {
            if (!tensors.TryGetValue(place.Name, out Tensor? tensor))
                throw new FormatException($"Tensor {place.Name} is missing.");
            if (!tensor.Shape.SequenceEqual(place.Shape) || tensor.Values.Length != place.Rows * place.Columns)
                throw new FormatException($"Tensor {place.Name} has shape {Text(tensor.Shape)}, not {Text(place.Shape)}.");
            if (!Array.TrueForAll(tensor.Values, float.IsFinite))
                throw new FormatException($"Tensor {place.Name} holds a value that is not a finite number.");
            parameters.Fill(place, index => tensor.Values[index]);
        }

        return parameters;
    }

    /// <summary>The same numbers by PyTorch's names, without padding.</summary>
    public OrderedDictionary<string, Tensor> ToTensors()
    {
        OrderedDictionary<string, Tensor> tensors = [];
        ReadOnlySpan<float> values = All;
        foreach (TensorPlace place in layers.SelectMany(layer => layer.Places()))
        {
            float[] target = new float[place.Rows * place.Columns];
            for (int index = 0; index < target.Length; index++)
                target[index] = values[place.Offset(index / place.Columns, index % place.Columns)];
            tensors.Add(place.Name, new(place.Shape, target));
        }

        return tensors;
    }

    /// <summary>A copy of its own.</summary>
    public ModelParameters Copy()
    {
        ModelParameters copy = new(layers);
        All.CopyTo(copy.All);
        return copy;
    }

    private static string Text(IReadOnlyList<int> sizes) => $"({string.Join(", ", sizes)})";

    private void Fill(TensorPlace place, Func<int, float> value)
    {
        Span<float> values = All;
        for (int index = 0; index < place.Rows * place.Columns; index++)
            values[place.Offset(index / place.Columns, index % place.Columns)] = value(index);
    }
}
