using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Lstm;

/// <summary>The part of <see cref="LstmParameters"/> that is one branch's.</summary>
internal sealed class BranchParameters(AlignedBuffer values, BranchLayout layout)
{
    public BranchLayout Layout => layout;

    /// <summary>(keys, embedding), row by row.</summary>
    public Span<float> Embedding => values.Span.Slice(layout.VectorStart(0), layout.Keys * layout.Embedding);

    /// <summary>The vector of a key.</summary>
    public Span<float> Vector(int key) => values.Span.Slice(layout.VectorStart(key), layout.Embedding);

    /// <summary>(rows, gates), packed.</summary>
    public Span<float> Layer(int layer) => values.Span.Slice(layout.LayerStart(layer), layout.Rows(layer) * layout.Gates);

    /// <summary>(gates).</summary>
    public Span<float> InputBias(int layer) => values.Span.Slice(layout.BiasStart(layer), layout.Gates);

    /// <summary>(gates).</summary>
    public Span<float> RecurrentBias(int layer) => values.Span.Slice(layout.BiasStart(layer) + layout.Gates, layout.Gates);
}
