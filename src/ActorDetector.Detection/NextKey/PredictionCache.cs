namespace ActorDetector.Detection.NextKey;

/// <summary>Remembers predictions by their whole window, within a bound of memory.</summary>
/// <remarks>Two generations: when the young one is full it becomes the old one, and what is asked for again moves over.
/// So what is used stays, without a clock or a list to keep on every look-up.</remarks>
public sealed class PredictionCache
{
    private readonly int _keys;
    private Generation _young;
    private Generation _old;

    /// <summary>An empty cache.</summary>
    /// <param name="window">Keys of a window.</param>
    /// <param name="keys">Log probabilities of a prediction.</param>
    /// <param name="megabytes">Bound of memory in MiB; at least room for two batches is taken.</param>
    /// <param name="batch">Most windows asked for between two calls of <see cref="MakeRoom"/>.</param>
    public PredictionCache(int window, int keys, int megabytes, int batch)
    {
        _keys = keys;
        // A row of floats; in the index its window, in an array that doubles, and two to four slots.
        long bytesEach = (sizeof(float) * (long)keys) + (2 * sizeof(ushort) * window) + (4 * sizeof(int));
        long most = Math.Min(1 << 24, Math.Min(Array.MaxLength / keys, WindowIndex.Most(window)));
        Capacity = (int)Math.Clamp(megabytes * 1024L * 1024L / bytesEach / 2, batch, Math.Max(batch, most));
        _young = new Generation(window, Capacity);
        _old = new Generation(window, Capacity);
    }

    /// <summary>Most predictions of a generation; the cache holds up to two.</summary>
    public int Capacity { get; }

    /// <summary>Look-ups answered from the cache.</summary>
    public long Hits { get; private set; }

    /// <summary>Look-ups that needed a prediction.</summary>
    public long Misses { get; private set; }

    /// <summary>Makes room for as many new predictions; rows handed out before are no longer valid.</summary>
    public void MakeRoom(int predictions)
    {
        if (_young.Index.Count + predictions <= Capacity)
            return;
        (_young, _old) = (_old, _young);
        _young.Index.Clear();
    }

    /// <summary>The row of a window's prediction, valid until the next <see cref="MakeRoom"/>.</summary>
    /// <param name="window">The whole window.</param>
    /// <param name="known">False when the row is new and the caller must fill it.</param>
    public int Row(ReadOnlySpan<ushort> window, out bool known)
    {
        int row = _young.Index.FindOrAdd(window, out bool added);
        known = !added;
        if (added)
        {
            _young.Reserve(row + 1, _keys);
            int old = _old.Index.Find(window);
            if (old >= 0)
            {
                _old.Predictions.AsSpan(old * _keys, _keys).CopyTo(Prediction(row));
                known = true;
            }
        }

        if (known)
            Hits++;
        else
            Misses++;
        return row;
    }

    /// <summary>The log probabilities in a row.</summary>
    public Span<float> Prediction(int row) => _young.Predictions.AsSpan(row * _keys, _keys);

    private sealed class Generation(int window, int most)
    {
        public readonly WindowIndex Index = new(window, most);
        public float[] Predictions = [];

        public void Reserve(int rows, int keys)
        {
            if (rows * keys > Predictions.Length)
                Array.Resize(ref Predictions, keys * Math.Max(rows, (int)Math.Min(most, Math.Max(256, 2L * rows))));
        }
    }
}
