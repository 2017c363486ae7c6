using ActorDetector.Logs;
using ActorDetector.Logs.Text;

namespace ActorDetector.Detection.Events;

/// <summary>The events of a block of lines, column by column; reused so that parsing allocates nothing per line.</summary>
public sealed class EventBlock
{
    private byte[] _text = new byte[1 << 16];
    private int _textLength;
    private EventRow[] _events = new EventRow[1024];

    /// <summary>Which input the lines came from: its place in the list of inputs.</summary>
    public int Source { get; private set; }

    /// <summary>How many events the block holds.</summary>
    public int Count { get; private set; }

    /// <summary>The account of the lines that the block was made from.</summary>
    public LineCounts Counts { get; private set; } = new();

    /// <summary>An event.</summary>
    public ref readonly EventRow this[int index] => ref _events.AsSpan(0, Count)[index];

    /// <summary>The bytes of the entity whose session an event belongs to.</summary>
    public ReadOnlySpan<byte> Entity(int index) => this[index].Entity.Of(_text);

    /// <summary>The raw bytes of an event's line.</summary>
    public ReadOnlySpan<byte> Raw(int index) => this[index].Raw.Of(_text);

    /// <summary>Empties the block for lines of an input.</summary>
    public void Clear(int source)
    {
        Source = source;
        Count = 0;
        _textLength = 0;
        Counts = new LineCounts();
    }

    /// <summary>Adds an event and counts its line.</summary>
    public void Add(
        ReadOnlySpan<byte> raw,
        ReadOnlySpan<byte> entity,
        long lineNumber,
        long time,
        ushort key,
        bool opens,
        bool labelled)
    {
        if (Count == _events.Length)
            Array.Resize(ref _events, Count * 2);
        Slice entityText = Copy(entity);
        _events[Count++] = new EventRow(Copy(raw), entityText, lineNumber, time, key, opens, labelled);
        Counts.Add(SkipReason.None);
    }

    private Slice Copy(ReadOnlySpan<byte> text)
    {
        if (_textLength + text.Length > _text.Length)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _textLength + text.Length));
        text.CopyTo(_text.AsSpan(_textLength));
        var slice = new Slice(_textLength, text.Length);
        _textLength += text.Length;
        return slice;
    }
}
