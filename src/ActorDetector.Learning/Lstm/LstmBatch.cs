namespace ActorDetector.Learning.Lstm;

/// <summary>Some of the windows, gathered side by side.</summary>
internal sealed class LstmBatch(int window, int most)
{
    private readonly ushort[] _windows = new ushort[most * window];
    private readonly ushort[] _targets = new ushort[most];
    private readonly float[] _weights = new float[most];
    private int _rows;

    /// <summary>(rows, window).</summary>
    public ReadOnlySpan<ushort> Windows => _windows.AsSpan(0, _rows * window);

    /// <summary>(rows).</summary>
    public ReadOnlySpan<ushort> Targets => _targets.AsSpan(0, _rows);

    /// <summary>(rows).</summary>
    public ReadOnlySpan<float> Weights => _weights.AsSpan(0, _rows);

    /// <summary>Takes the windows of the rows given.</summary>
    public void Gather(WeightedWindows source, ReadOnlySpan<int> rows)
    {
        _rows = rows.Length;
        for (int i = 0; i < rows.Length; i++)
        {
            source.Windows.AsSpan(rows[i] * window, window).CopyTo(_windows.AsSpan(i * window));
            (_targets[i], _weights[i]) = (source.Targets[rows[i]], source.Weights[rows[i]]);
        }
    }
}
