using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Layers;

/// <summary>A buffer that grows to what was ever asked of it.</summary>
internal sealed class Scratch
{
    private AlignedBuffer _buffer = new(0);

    /// <summary>What was taken last.</summary>
    public Span<float> Span => _buffer.Span[..Length];

    /// <summary>Numbers taken last.</summary>
    public int Length { get; private set; }

    /// <summary>So many numbers of any value; what was taken before is gone.</summary>
    public Span<float> Take(int length)
    {
        if (_buffer.Length < length)
            _buffer = new((int)Math.Max(length, Math.Min(2L * _buffer.Length, Array.MaxLength / 2)));
        Length = length;
        return Span;
    }

    /// <summary>So many zeros; what was taken before is gone.</summary>
    public Span<float> TakeZeros(int length)
    {
        Span<float> span = Take(length);
        span.Clear();
        return span;
    }
}
