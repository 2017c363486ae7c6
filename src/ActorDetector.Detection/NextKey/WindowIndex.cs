using System.Globalization;
using System.Runtime.InteropServices;
using ActorDetector.Detection.Training;

namespace ActorDetector.Detection.NextKey;

/// <summary>Numbers distinct windows densely from 0, in the order in which they first came. Exact: whole windows are compared.</summary>
/// <remarks>Open addressing with linear probing over one flat array, so that a look-up touches two cache lines and allocates nothing.</remarks>
public sealed class WindowIndex
{
    private const int FirstWindows = 1024;
    private const int MostSlots = 1 << 30;

    private readonly int _length;
    private readonly int _most;
    private ushort[] _windows;
    private int[] _slots;
    private int _mask;

    /// <summary>An empty index of windows of <paramref name="length"/> keys.</summary>
    /// <param name="length">Keys of a window.</param>
    /// <param name="most">Most distinct windows; fewer when as many would not fit into one array.</param>
    public WindowIndex(int length, int most = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        _length = length;
        _most = Math.Min(most, Most(length));
        _windows = new ushort[Math.Min(FirstWindows, _most) * length];
        _slots = new int[2 * FirstWindows];
        _mask = _slots.Length - 1;
    }

    /// <summary>How many distinct windows of a length can be held at all.</summary>
    public static int Most(int length) => Math.Min(Array.MaxLength / length, MostSlots / 2);

    /// <summary>How many distinct windows there are.</summary>
    public int Count { get; private set; }

    /// <summary>All windows, (count, length), in order of their numbers.</summary>
    public ReadOnlySpan<ushort> Windows => _windows.AsSpan(0, Count * _length);

    /// <summary>The number of a window, or -1.</summary>
    public int Find(ReadOnlySpan<ushort> window) => _slots[Probe(window)] - 1;

    /// <summary>The number of a window, which is added when it is new.</summary>
    /// <exception cref="TrainingException">There is no room for a further window.</exception>
    public int FindOrAdd(ReadOnlySpan<ushort> window, out bool added)
    {
        int slot = Probe(window);
        int number = _slots[slot] - 1;
        added = number < 0;
        if (!added)
            return number;
        if (Count == _most)
        {
            throw new TrainingException(string.Create(
                CultureInfo.InvariantCulture,
                $"There are more than {_most:N0} distinct windows of {_length} keys, and no room for more: give a shorter --window or fewer --cache-megabytes."));
        }

        if ((Count + 1) * 2 > _slots.Length)
        {
            Grow();
            slot = Probe(window);
        }

        if ((Count + 1) * _length > _windows.Length)
            Array.Resize(ref _windows, (int)Math.Min(_windows.Length * 2L, (long)_most * _length));
        window.CopyTo(_windows.AsSpan(Count * _length, _length));
        _slots[slot] = ++Count;
        return Count - 1;
    }

    /// <summary>Forgets every window; keeps the memory.</summary>
    public void Clear()
    {
        Count = 0;
        Array.Clear(_slots);
    }

    private int Probe(ReadOnlySpan<ushort> window)
    {
        if (window.Length != _length)
            throw new ArgumentException($"A window here has {_length} keys, not {window.Length}.", nameof(window));
        int slot = (int)Hash(window) & _mask;
        while (_slots[slot] is var number && number != 0 && !window.SequenceEqual(_windows.AsSpan((number - 1) * _length, _length)))
            slot = (slot + 1) & _mask;
        return slot;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        _mask = _slots.Length - 1;
        for (int number = 0; number < Count; number++)
        {
            int slot = (int)Hash(_windows.AsSpan(number * _length, _length)) & _mask;
            while (_slots[slot] != 0)
                slot = (slot + 1) & _mask;
            _slots[slot] = number + 1;
        }
    }

    private static uint Hash(ReadOnlySpan<ushort> window)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(window);
        ulong hash = (ulong)bytes.Length;
        while (bytes.Length >= 8)
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(bytes));
            bytes = bytes[8..];
        }

        foreach (ushort key in MemoryMarshal.Cast<byte, ushort>(bytes))
            hash = Mix(hash ^ key);
        return (uint)(hash >> 32);
    }

    private static ulong Mix(ulong value)
    {
        // The two odd constants of splitmix64's finaliser.
        value *= 0xBF58476D1CE4E5B9;
        value ^= value >> 29;
        value *= 0x94D049BB133111EB;
        return value ^ (value >> 32);
    }
}
