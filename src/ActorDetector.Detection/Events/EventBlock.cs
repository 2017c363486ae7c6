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

    /// <summary>The bytes that an event's template is mined from; empty when it was matched already.</summary>
    public ReadOnlySpan<byte> Content(int index) => this[index].Content.Of(_text);

    /// <summary>Empties the block for lines of an input.</summary>
    public void Clear(int source)
    {
        Source = source;
        Count = 0;
        _textLength = 0;
        Counts = new LineCounts();
    }

    /// <summary>Adds an event.</summary>
    /// <param name="raw">Its raw line.</param>
    /// <param name="entity">Its entity.</param>
    /// <param name="content">What its template is to be mined from; empty when <paramref name="row"/> has the log key.</param>
    /// <param name="row">All else; its runs are set here.</param>
    public void Add(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> entity, ReadOnlySpan<byte> content, in EventRow row)
    {
        if (Count == _events.Length)
            Array.Resize(ref _events, Count * 2);
        _events[Count++] = row with { Raw = Copy(raw), Entity = Copy(entity), Content = Copy(content) };
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
