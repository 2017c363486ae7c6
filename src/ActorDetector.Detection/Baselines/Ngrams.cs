namespace ActorDetector.Detection.Baselines;

/// <summary>The n-grams of a session, to be gone through with <c>foreach</c>: each as its keys in the 16-bit digits of one number, so that look-ups
/// are exact, and the place of its last event. Those at the session's start begin with PAD, the last ends with END.</summary>
/// <param name="keys">The session's keys.</param>
/// <param name="length">Keys of an n-gram, 1 to 4.</param>
internal ref struct Ngrams(ReadOnlySpan<ushort> keys, int length)
{
    private readonly ReadOnlySpan<ushort> _keys = keys;
    private readonly ulong _mask = ulong.MaxValue >> (64 - (16 * length));
    private ulong _ngram; // PAD is 0
    private int _at = -1;

    /// <summary>The n-gram that <see cref="MoveNext"/> came to.</summary>
    public readonly (ulong Ngram, int At) Current => (_ngram, _at);

    /// <summary>The n-grams from the first on.</summary>
    public readonly Ngrams GetEnumerator() => this;

    /// <summary>Goes to the next; false behind the last.</summary>
    public bool MoveNext()
    {
        if (++_at > _keys.Length)
            return false;
        _ngram = ((_ngram << 16) | (_at < _keys.Length ? _keys[_at] : LogKey.End)) & _mask;
        return true;
    }
}
