using System.Buffers.Text;
using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Formats.Sequences;

/// <summary>Keys separated by blanks, to be gone through with <c>foreach</c>; a key that stands with a count, as <c>E5:3</c>, comes as many
/// times.</summary>
public ref struct KeyList
{
    private readonly bool _hasCounts;
    private ReadOnlySpan<byte> _rest;
    private int _times; // of the key, 0 when its count is no number above 0
    private int _left; // of them

    /// <summary>The keys of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hasCounts">Whether each key stands with a count.</param>
    public KeyList(ReadOnlySpan<byte> text, bool hasCounts = false)
    {
        _rest = text;
        _hasCounts = hasCounts;
    }

    /// <summary>The key that <see cref="MoveNext"/> came to.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>The keys from the first on.</summary>
    public readonly KeyList GetEnumerator() => this;

    /// <summary>How many events' keys these are; 0 when a key stands with a count that is no number above 0.</summary>
    /// <remarks>Quick where keys stand with counts: it does not go through the events one by one.</remarks>
    public readonly long CountEvents()
    {
        KeyList keys = this;
        long events = 0;
        while (keys.MoveNextKey())
        {
            if (keys._times == 0)
                return 0;
            events += keys._times;
        }

        return events;
    }

    /// <summary>Goes to the next event's key; false behind the last.</summary>
    public bool MoveNext()
    {
        if (_left > 0)
        {
            _left--;
            return true;
        }

        if (!MoveNextKey())
            return false;
        _left = _times - 1;
        return true;
    }

    private bool MoveNextKey()
    {
        _rest = _rest[Blanks.Start(_rest)..];
        int length = _rest.IndexOfAny(" \t"u8);
        Current = length < 0 ? _rest : _rest[..length];
        _rest = _rest[Current.Length..];
        _times = 1;
        if (!_hasCounts || Current.IsEmpty)
            return Current.Length > 0;
        int colon = Current.LastIndexOf((byte)':');
        ReadOnlySpan<byte> count = Current[(colon + 1)..];
        _times = colon > 0 && Utf8Parser.TryParse(count, out int times, out int used) && used == count.Length && times > 0 ? times : 0;
        Current = Current[..Math.Max(0, colon)];
        return true;
    }
}
