using ActorDetector.Learning.Randomness;

namespace ActorDetector.Learning.Lstm;

/// <summary>The distinct keys of a chunk of windows, numbered in the order of their first use.</summary>
/// <remarks>The first layer's products are computed, and their gradients gathered, once for each distinct key; so the cost does not grow
/// with the vocabulary.</remarks>
internal sealed class ChunkKeys(int vocabulary, int most)
{
    private readonly int[] _numbers = new int[vocabulary];
    private readonly int[] _uses = new int[most];
    private readonly ushort[] _keys = new ushort[most];
    private int _count;

    /// <summary>The distinct keys.</summary>
    public ReadOnlySpan<ushort> Keys => _keys.AsSpan(0, _count);

    /// <summary>(window, padded rows): the number of the key used there; padding rows use a window's first key.</summary>
    public ReadOnlySpan<int> Uses(int time, int padded) => _uses.AsSpan(time * padded, padded);

    /// <summary>Takes in a chunk.</summary>
    /// <param name="windows">(rows, window).</param>
    /// <param name="window">Steps.</param>
    /// <param name="rows">Windows.</param>
    /// <param name="padded">Windows and padding.</param>
    /// <param name="unseenShare">Share of the keys that are read as UNSEEN.</param>
    /// <param name="noise">Draws them; null for none.</param>
    public void Read(ReadOnlySpan<ushort> windows, int window, int rows, int padded, double unseenShare, SeededGenerator? noise)
    {
        foreach (ushort key in Keys)
            _numbers[key] = 0;
        _count = 0;
        for (int time = 0; time < window; time++)
        {
            for (int row = 0; row < padded; row++)
            {
                ushort key = row < rows ? windows[(row * window) + time] : windows[0];
                if (unseenShare > 0 && noise is not null && key > ReservedKeys.Unseen && noise.NextUniform() < unseenShare)
                    key = ReservedKeys.Unseen;
                _uses[(time * padded) + row] = Number(key);
            }
        }
    }

    // Numbers are kept one higher, so that 0 says that a key has none yet.
    private int Number(ushort key)
    {
        if (_numbers[key] == 0)
        {
            _keys[_count++] = key;
            _numbers[key] = _count;
        }

        return _numbers[key] - 1;
    }
}
