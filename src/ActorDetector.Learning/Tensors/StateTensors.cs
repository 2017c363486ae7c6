namespace ActorDetector.Learning.Tensors;

/// <summary>Reads what a model was saved as, trusting nothing in it.</summary>
public static class StateTensors
{
    // Whole numbers up to here are exact as 32-bit floating point.
    private const float MostWhole = 1 << 24;

    /// <summary>A tensor of finite numbers with that many dimensions.</summary>
    /// <exception cref="FormatException">It is missing, has another shape or holds what is not a finite number; the message names it.</exception>
    public static Tensor Find(this IReadOnlyDictionary<string, Tensor> tensors, string name, int dimensions)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (!tensors.TryGetValue(name, out Tensor? tensor))
            throw new FormatException($"Tensor {name} is missing.");
        if (tensor.Shape.Count != dimensions || tensor.Shape.Aggregate(1L, (product, size) => product * size) != tensor.Values.Length)
            throw new FormatException($"Tensor {name} has shape ({string.Join(", ", tensor.Shape)}), not one of {dimensions} dimensions.");
        if (!Array.TrueForAll(tensor.Values, float.IsFinite))
            throw new FormatException($"Tensor {name} holds a value that is not a finite number.");
        return tensor;
    }

    /// <summary>A tensor as <see cref="Find"/> finds it, of the shape given.</summary>
    /// <exception cref="FormatException">As there, or it has another shape.</exception>
    public static float[] Numbers(this IReadOnlyDictionary<string, Tensor> tensors, string name, params int[] shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Tensor tensor = tensors.Find(name, shape.Length);
        return tensor.Shape.SequenceEqual(shape)
            ? [.. tensor.Values]
            : throw new FormatException($"Tensor {name} has shape ({string.Join(", ", tensor.Shape)}), not ({string.Join(", ", shape)}).");
    }

    /// <summary>The only number of a tensor.</summary>
    /// <exception cref="FormatException">As for <see cref="Numbers"/>.</exception>
    public static float Number(this IReadOnlyDictionary<string, Tensor> tensors, string name) => tensors.Numbers(name, 1)[0];

    /// <summary>A number of a tensor as a whole one.</summary>
    /// <exception cref="FormatException">It is not a whole one, or not from <paramref name="least"/> on.</exception>
    public static int Whole(float value, string name, int least) =>
        value >= least && value <= MostWhole && value == MathF.Truncate(value)
            ? (int)value
            : throw new FormatException($"Tensor {name} holds {value} where a whole number from {least} on is needed.");
}
