namespace ActorDetector.Detection.Parameters;

/// <summary>The last vectors of a stream. Grows up to its bound only.</summary>
/// <param name="width">Numbers of a vector.</param>
/// <param name="most">Vectors that are kept.</param>
public sealed class VectorSeries(int width, int most)
{
    private double[] _numbers = [];
    private int _next;

    /// <summary>Numbers of a vector.</summary>
    public int Width => width;

    /// <summary>How many vectors are kept.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a vector; when there are too many, the oldest is forgotten.</summary>
    /// <param name="vector">Its numbers; one that is missing is NaN.</param>
    /// <exception cref="ArgumentException">It is not as wide as the others.</exception>
    public void Add(ReadOnlySpan<double> vector)
    {
        if (vector.Length != width)
            throw new ArgumentException($"A vector of {vector.Length} numbers does not fit vectors of {width}.", nameof(vector));
        if (Count < most && Count * width == _numbers.Length)
            Array.Resize(ref _numbers, Math.Min(Math.Max(16, Count * 2), most) * width);
        vector.CopyTo(_numbers.AsSpan(_next * width));
        Count = Math.Max(Count, _next + 1);
        _next = (_next + 1) % most;
    }

    /// <summary>One number of all vectors, the oldest first.</summary>
    public double[] Column(int column)
    {
        double[] values = new double[Count];
        int first = Count < most ? 0 : _next;
        for (int i = 0; i < Count; i++)
            values[i] = _numbers[((first + i) % most * width) + column];
        return values;
    }
}
