using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Lstm;

/// <summary>What the keys of a chunk add to the gates of a branch's first layer, and the way back from there to their vectors.</summary>
/// <remarks>The product of a key's vector with the input weights is computed once for each distinct key.</remarks>
internal sealed class ChunkInputs
{
    private readonly BranchWeights _weights;
    private readonly TransposedBranch _transposed;
    private readonly BranchLayout _layout;
    private readonly KernelSet _kernels;
    private readonly ChunkKeys _keys;
    private readonly CountGates? _counts;
    private readonly AlignedBuffer _vectors;
    private readonly AlignedBuffer _keyGates;
    private readonly AlignedBuffer _vectorsGradient;
    private readonly AlignedBuffer _keyGatesGradient;

    public ChunkInputs(BranchWeights weights, TransposedBranch transposed, ChunkKeys keys, KernelSet kernels)
    {
        (_weights, _transposed, _layout, _keys, _kernels) = (weights, transposed, weights.Layout, keys, kernels);
        int cells = LstmChunk.MaxRows * _layout.Window;
        _counts = _layout.Counts ? new(LstmChunk.MaxRows, _layout.Gates, kernels) : null;
        (_vectors, _vectorsGradient) = (new(cells * _layout.Embedding), new(cells * _layout.Embedding));
        (_keyGates, _keyGatesGradient) = (new(cells * _layout.Gates), new(cells * _layout.Gates));
    }

    /// <summary>(any, gates): what is added to the products of the present step.</summary>
    public ReadOnlySpan<float> Table => _counts is null ? _keyGates.Span : _counts.Sums;

    /// <summary>(rows): each window's row of <see cref="Table"/> at a step.</summary>
    public ReadOnlySpan<int> TableRows(int time, int padded) => _counts is null ? _keys.Uses(time, padded) : _counts.Rows;

    /// <summary>Takes in the keys of a chunk.</summary>
    public void Start()
    {
        ReadOnlySpan<ushort> keys = _keys.Keys;
        for (int i = 0; i < keys.Length; i++)
            _weights.Parameters.Vector(keys[i]).CopyTo(_vectors.Span[(i * _layout.Embedding)..]);
        _kernels.Multiply(
            new(_vectors.Span, _layout.Embedding, 1),
            _weights.InputPanels(0),
            Panels.RowMajor(_keyGates.Span, _layout.Gates),
            KernelSet.RoundUp(keys.Length),
            _layout.Gates,
            _layout.Embedding,
            accumulate: false);
        _counts?.Start(_weights.Bias(0));
        for (int i = 0; i < keys.Length && _counts is null; i++)
            _kernels.Add(_keyGates.Span.Slice(i * _layout.Gates, _layout.Gates), _weights.Bias(0));
    }

    /// <summary>Goes on to a step; steps come in order.</summary>
    public void Advance(int time, int padded) => _counts?.Add(_keyGates.Span, _keys.Uses(time, padded));

    /// <summary>Adds the gradient of the first layer's input weights, of its bias and of the keys' vectors.</summary>
    /// <param name="gates">(window, padded rows, gates): the gradient of the first layer's gates; is used up.</param>
    /// <param name="padded">Windows and padding.</param>
    /// <param name="gradient">Is added to.</param>
    public void Backward(Span<float> gates, int padded, BranchParameters gradient)
    {
        int width = _layout.Gates, step = padded * width;
        ReadOnlySpan<ushort> keys = _keys.Keys;
        Span<float> keyGates = _keyGatesGradient.Span[..(KernelSet.RoundUp(keys.Length) * width)];
        keyGates.Clear();
        if (_counts is not null)
        {
            // A key is counted at its own step and at all that follow.
            for (int time = _layout.Window - 2; time >= 0; time--)
                _kernels.Add(gates.Slice(time * step, step), gates.Slice((time + 1) * step, step));
            _kernels.AddRows(gradient.InputBias(0), [], gates[..step], width);
        }

        _kernels.AddRows(keyGates, _keys.Uses(0, _layout.Window * padded), gates, width);
        if (_counts is null)
            _kernels.AddRows(gradient.InputBias(0), [], keyGates, width);
        VectorGradient(keyGates, gradient);
    }

    private void VectorGradient(Span<float> keyGates, BranchParameters gradient)
    {
        (int gates, int embedding) = (_layout.Gates, _layout.Embedding);
        ReadOnlySpan<ushort> keys = _keys.Keys;
        _kernels.Multiply(
            new(_vectors.Span, 1, embedding),
            Panels.RowMajor(keyGates, gates),
            Panels.Packed(gradient.Layer(0), _layout.Rows(0)),
            embedding,
            gates,
            keys.Length,
            accumulate: true);
        _kernels.Multiply(
            new(keyGates, gates, 1),
            _transposed.InputPanels(0),
            Panels.RowMajor(_vectorsGradient.Span, embedding),
            KernelSet.RoundUp(keys.Length),
            embedding,
            gates,
            accumulate: false);
        for (int i = 0; i < keys.Length; i++)
        {
            if (_counts is null || keys[i] != ReservedKeys.Pad)
                _kernels.Add(gradient.Vector(keys[i]), _vectorsGradient.Span.Slice(i * embedding, embedding));
        }
    }
}
