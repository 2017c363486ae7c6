using ActorDetector.Detection.NextKey;

namespace ActorDetector.Detection.Judging;

/// <summary>Windows that predictions are asked for, and why each; answered in the order of asking.</summary>
/// <typeparam name="T">Why a window is asked for.</typeparam>
/// <param name="window">Keys of a window.</param>
internal sealed class WindowQueue<T>(int window)
{
    private T[] _reasons = new T[64];
    private ushort[] _windows = new ushort[64 * window];
    private int _count;
    private int _answered;

    /// <summary>Whether every window was answered.</summary>
    public bool IsAnswered => _answered == _count;

    /// <summary>The windows to answer next, at most <see cref="WindowPredictor.Batch"/>: (count, window) keys.</summary>
    public ReadOnlyMemory<ushort> Batch => _windows.AsMemory(_answered * window, Math.Min(WindowPredictor.Batch, _count - _answered) * window);

    /// <summary>Forgets all windows.</summary>
    public void Clear() => _count = _answered = 0;

    /// <summary>Asks for a window.</summary>
    public void Ask(ReadOnlySpan<ushort> keys, in T reason)
    {
        if (_count == _reasons.Length)
        {
            Array.Resize(ref _reasons, _count * 2);
            Array.Resize(ref _windows, _reasons.Length * window);
        }

        keys.CopyTo(_windows.AsSpan(_count * window));
        _reasons[_count++] = reason;
    }

    /// <summary>Takes the next window, which is answered now.</summary>
    /// <param name="keys">The window.</param>
    /// <returns>Why it was asked for.</returns>
    public ref readonly T Answer(out ReadOnlySpan<ushort> keys)
    {
        keys = _windows.AsSpan(_answered * window, window);
        return ref _reasons[_answered++];
    }
}
