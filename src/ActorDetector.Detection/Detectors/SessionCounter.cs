namespace ActorDetector.Detection.Detectors;

/// <summary>Counts the log keys of one session after the other in the same memory. Not for two threads at once.</summary>
/// <param name="vocabulary">Log keys of the vocabulary.</param>
public sealed class SessionCounter(int vocabulary)
{
    private readonly int[] _counts = new int[vocabulary];
    private ushort[] _counted = [];
    private int _length;

    /// <summary>The view of a session, valid until the next call.</summary>
    /// <exception cref="ArgumentException">A key is not in the vocabulary.</exception>
    public SessionView View(ReadOnlySpan<ushort> keys)
    {
        foreach (ushort key in _counted.AsSpan(0, _length))
            _counts[key] = 0;
        _length = 0;
        foreach (ushort key in keys)
        {
            if (key >= _counts.Length)
                throw new ArgumentException($"Key {key} is not in the vocabulary of {_counts.Length}.", nameof(keys));
        }

        if (_counted.Length < keys.Length)
            _counted = new ushort[Math.Max(keys.Length, _counted.Length * 2)];
        keys.CopyTo(_counted);
        _length = keys.Length;
        foreach (ushort key in keys)
            _counts[key]++;
        return new SessionView(_counted.AsSpan(0, _length), _counts);
    }
}
