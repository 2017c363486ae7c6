namespace ActorDetector.Learning.Kernels;

/// <summary>Floats that start on a cache line, so that no vector load crosses two.</summary>
internal sealed class AlignedBuffer
{
    private const int Line = 64;
    private readonly float[] _array;
    private readonly int _start;

    /// <summary>A buffer of zeros.</summary>
    public unsafe AlignedBuffer(int length)
    {
        Length = length;
        _array = GC.AllocateArray<float>(length + (Line / sizeof(float)), pinned: true);
        fixed (float* address = _array)
            _start = (int)((Line - ((nuint)address % Line)) % Line / sizeof(float));
    }

    public int Length { get; }

    public Span<float> Span => _array.AsSpan(_start, Length);

    public Span<float> this[Range range] => Span[range];
}
