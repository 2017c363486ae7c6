namespace ActorDetector.Learning.Lstm;

/// <summary>Some of the windows, gathered side by side.</summary>
internal sealed class LstmBatch(LstmShape shape, int most)
{
    private readonly ushort[] _windows = new ushort[most * shape.Window];
    private readonly ushort[] _targets = new ushort[most];
    private readonly float[] _weights = new float[most];
    private int _rows;

    /// <summary>(rows, window).</summary>
    public ReadOnlySpan<ushort> Windows => _windows.AsSpan(0, _rows * shape.Window);

    /// <summary>(rows).</summary>
    public ReadOnlySpan<ushort> Targets => _targets.AsSpan(0, _rows);

    /// <summary>(rows).</summary>
    public ReadOnlySpan<float> Weights => _weights.AsSpan(0, _rows);

    /// <summary>Takes the windows of the rows given.</summary>
    /// <exception cref="ArgumentException">A key is not in the vocabulary.</exception>
    public void Gather(WeightedWindows source, ReadOnlySpan<int> rows)
    {
        _rows = rows.Length;
        for (int i = 0; i < rows.Length; i++)
        {
            source.Windows.AsSpan(rows[i] * shape.Window, shape.Window).CopyTo(_windows.AsSpan(i * shape.Window));
            (_targets[i], _weights[i]) = (source.Targets[rows[i]], source.Weights[rows[i]]);
        }

        RequireKnown(Windows);
        RequireKnown(Targets);
    }

    private void RequireKnown(ReadOnlySpan<ushort> keys)
    {
        foreach (ushort key in keys)
        {
            if (key >= shape.Keys)
                throw new ArgumentException($"Key {key} is not in the vocabulary of {shape.Keys}.");
        }
    }
}
