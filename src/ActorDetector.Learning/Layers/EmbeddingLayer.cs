using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Randomness;

namespace ActorDetector.Learning.Layers;

/// <summary>A vector for each key.</summary>
/// <param name="keys">Size of the vocabulary.</param>
/// <param name="width">Width of a vector.</param>
/// <param name="start">Where its weights start.</param>
internal sealed class EmbeddingLayer(int keys, int width, int start) : Layer(start, keys * Panels.Padded(width))
{
    /// <summary>Padded width of a vector.</summary>
    public int Width { get; } = Panels.Padded(width);

    /// <summary>Writes each cell's vector.</summary>
    /// <param name="weights">The model's weights.</param>
    /// <param name="cellKeys">(cells).</param>
    /// <param name="vectors">(cells, width).</param>
    public void Forward(ModelParameters weights, ReadOnlySpan<int> cellKeys, Span<float> vectors)
    {
        ReadOnlySpan<float> table = weights.Slice(Start, Length);
        for (int cell = 0; cell < cellKeys.Length; cell++)
            table.Slice(cellKeys[cell] * Width, Width).CopyTo(vectors[(cell * Width)..]);
    }

    /// <summary>Adds each cell's gradient to that of its key's vector.</summary>
    public void Backward(ModelParameters gradient, ReadOnlySpan<int> cellKeys, ReadOnlySpan<float> vectorGradient, KernelSet kernels) =>
        kernels.AddRows(gradient.Slice(Start, Length), cellKeys, vectorGradient, Width);

    public override IEnumerable<TensorPlace> Places()
    {
        yield return new("embedding.weight", [keys, width], (key, column) => Start + (key * Width) + column);
    }

    public override float Draw(SeededGenerator generator) => generator.NextNormal();
}
