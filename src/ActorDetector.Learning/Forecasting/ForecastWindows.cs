namespace ActorDetector.Learning.Forecasting;

/// <summary>Windows of vectors, and the vector that followed each.</summary>
/// <param name="Width">Numbers of a vector.</param>
/// <param name="Windows">(count, window, width), oldest first.</param>
/// <param name="Targets">(count, width).</param>
public sealed record ForecastWindows(int Width, float[] Windows, float[] Targets)
{
    /// <summary>How many windows.</summary>
    public int Count => Targets.Length / Math.Max(1, Width);

    /// <summary>A window for each vector of a series: those before it, with zeros before the series' start.</summary>
    /// <param name="series">(count, width), oldest first.</param>
    /// <param name="width">Numbers of a vector.</param>
    /// <param name="window">Vectors of a window.</param>
    /// <exception cref="ArgumentException">The series does not hold whole vectors, or a size is not positive.</exception>
    public static ForecastWindows FromSeries(ReadOnlySpan<float> series, int width, int window)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        if (series.Length % width != 0)
            throw new ArgumentException($"{series.Length} numbers are not vectors of {width}.", nameof(series));
        int count = series.Length / width;
        float[] windows = new float[checked(count * window * width)];
        for (int i = 0; i < count; i++)
        {
            int before = Math.Min(i, window);
            series.Slice((i - before) * width, before * width).CopyTo(windows.AsSpan((((i + 1) * window) - before) * width));
        }

        return new(width, windows, series.ToArray());
    }

    /// <summary>Does nothing when all fits a forecaster.</summary>
    /// <exception cref="ArgumentException">Counts do not agree, or a value is not a finite number.</exception>
    internal void Check(int window, string name)
    {
        if (Width < 1 || Targets.Length % Width != 0 || Windows.LongLength != (long)Targets.Length * window)
        {
            throw new ArgumentException(
                $"{Windows.Length} and {Targets.Length} numbers are not windows of {window} vectors of {Width} and a vector each.", name);
        }

        if (!Array.TrueForAll(Windows, float.IsFinite) || !Array.TrueForAll(Targets, float.IsFinite))
            throw new ArgumentException("A value is not a finite number; leave such vectors out.", name);
    }
}
