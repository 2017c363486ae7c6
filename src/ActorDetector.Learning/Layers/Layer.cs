using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Randomness;

namespace ActorDetector.Learning.Layers;

/// <summary>The place of one layer's weights in the one buffer of its model. Every width is padded to a multiple of 32; padding is zero and
/// stays so, for its gradient is.</summary>
internal abstract class Layer(int start, int length)
{
    /// <summary>Where its weights start.</summary>
    public int Start => start;

    /// <summary>Numbers that it takes.</summary>
    public int Length => length;

    /// <summary>Where the next layer's weights start.</summary>
    public int End => start + length;

    /// <summary>The tensors by PyTorch's names, in PyTorch's order, with places in the model's buffer.</summary>
    public abstract IEnumerable<TensorPlace> Places();

    /// <summary>A first weight, drawn as PyTorch draws it.</summary>
    public abstract float Draw(SeededGenerator generator);

    /// <summary>The place of an element of a packed matrix, from the matrix's start.</summary>
    protected static int InPanel(int row, int column, int rows)
    {
        const int Width = Kernels.Panels.Width;
        return (column / Width * rows * Width) + (row * Width) + (column % Width);
    }
}
