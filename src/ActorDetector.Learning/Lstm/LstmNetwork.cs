using ActorDetector.Learning.Randomness;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Lstm;

/// <summary>The weights of a next-key network, under PyTorch's names and gate order (i, f, g, o).</summary>
public sealed class LstmNetwork
{
    private LstmNetwork(LstmShape shape, IReadOnlyDictionary<string, Tensor> tensors)
    {
        Shape = shape;
        Tensors = tensors;
    }

    /// <summary>The sizes.</summary>
    public LstmShape Shape { get; }

    /// <summary>The weights by PyTorch's names, in PyTorch's order.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors { get; }

    /// <summary>A network with weights drawn as PyTorch draws them, from the seed: embeddings from the normal distribution, all else
    /// uniform within 1 / √hidden.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public static LstmNetwork Create(LstmShape shape, ulong seed)
    {
        SeededGenerator generator = new(seed);
        double limit = 1 / Math.Sqrt(shape.Hidden);
        OrderedDictionary<string, Tensor> tensors = [];
        foreach (TensorPlace place in new LstmLayout(shape).Places())
        {
            float[] values = new float[place.Rows * place.Columns];
            for (int i = 0; i < values.Length; i++)
                values[i] = place.IsEmbedding ? generator.NextNormal() : generator.NextWithin(limit);
            tensors.Add(place.Name, new(place.Shape, values));
        }

        // PAD counts nothing: PyTorch's padding_idx.
        if (tensors.TryGetValue("count_embedding.weight", out Tensor? counts))
            counts.Values.AsSpan(ReservedKeys.Pad * shape.Embedding, shape.Embedding).Clear();
        return new(shape, tensors);
    }

    /// <summary>A network with the weights given: <c>embedding.weight</c>, <c>lstm.weight_ih_l0</c> …, for the quantitative branch
    /// <c>count_embedding.weight</c>, <c>count_lstm.weight_ih_l0</c> …, then <c>output.weight</c>, <c>output.bias</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    /// <exception cref="FormatException">A tensor is missing, has another shape or holds what is not a finite number; the message names
    /// it.</exception>
    public static LstmNetwork From(LstmShape shape, IReadOnlyDictionary<string, Tensor> tensors)
    {
        OrderedDictionary<string, Tensor> ordered = [];
        foreach (TensorPlace place in new LstmLayout(shape).Places())
        {
            if (!tensors.TryGetValue(place.Name, out Tensor? tensor))
                throw new FormatException($"Tensor {place.Name} is missing.");
            if (!tensor.Shape.SequenceEqual(place.Shape) || tensor.Values.Length != place.Rows * place.Columns)
                throw new FormatException($"Tensor {place.Name} has shape {Text(tensor.Shape)}, not {Text(place.Shape)}.");
            if (!Array.TrueForAll(tensor.Values, float.IsFinite))
                throw new FormatException($"Tensor {place.Name} holds a value that is not a finite number.");
            ordered.Add(place.Name, new(place.Shape, [.. tensor.Values]));
        }

        return new(shape, ordered);
    }

    private static string Text(IReadOnlyList<int> sizes) => $"({string.Join(", ", sizes)})";
}
