using ActorDetector.Logs;
using ActorDetector.Logs.Formats;

namespace ActorDetector.Actors.Lines;

/// <summary>Some lines of one source, as bytes and columns, with what the source knows of them. Reused from batch to batch. Not for two
/// threads at once.</summary>
/// <remarks>Positions ascend over lines and notes of a producer, from batch to batch too: a line at a position that its producer was at
/// before is a repeat.</remarks>
public sealed class LineBatch
{
    /// <summary>Most lines of a batch.</summary>
    public const int MostLines = 4096;

    private const int MostKeptBytes = 4 << 20;

    private byte[] _text = new byte[1 << 14];
    private Row[] _rows = new Row[64];
    private readonly List<LineNote> _notes = [];
    private int _textLength;

    /// <summary>The source's name, which counters are kept by, as <c>files</c>.</summary>
    public string Source { get; private set; } = "";

    /// <summary>Where exactly the lines are from, for people: a path, a peer's address.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>Whose positions the lines have: repeats are known by it, for ever. Empty when positions prove nothing.</summary>
    public string Producer { get; private set; } = "";

    /// <summary>When the lines arrived: ticks (100 ns) UTC.</summary>
    public long Arrived { get; private set; }

    /// <summary>Lines in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>What became of lines that are not in the batch.</summary>
    public IReadOnlyList<LineNote> Notes => _notes;

    /// <summary>Whether there is neither line nor note.</summary>
    public bool IsEmpty => Count == 0 && _notes.Count == 0;

    /// <summary>Bytes of text, entities included.</summary>
    public int Bytes => _textLength;

    /// <summary>The bytes of a line, without its end.</summary>
    public ReadOnlySpan<byte> this[int line] => _text.AsSpan(_rows[line].Start, _rows[line].Length);

    /// <summary>The entity that a line is of by its source: the host, the resource, the field; empty when it does not say.</summary>
    public ReadOnlySpan<byte> Entity(int line) => _text.AsSpan(_rows[line].EntityStart, _rows[line].EntityLength);

    /// <summary>A line's position in its producer's count: the line's number in a file.</summary>
    public long Position(int line) => _rows[line].Position;

    /// <summary>A line's time by its source, ticks UTC, or <see cref="ParsedLine.NoTime"/>.</summary>
    public long Time(int line) => _rows[line].Time;

    /// <summary>Empties the batch for other lines.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="origin">Where exactly the lines are from.</param>
    /// <param name="producer">Whose positions the lines have; empty when positions prove nothing.</param>
    /// <param name="arrived">When they arrived: ticks UTC.</param>
    public void Clear(string source, string origin, string producer, long arrived)
    {
        (Source, Origin, Producer, Arrived) = (source, origin, producer, arrived);
        Count = 0;
        _textLength = 0;
        _notes.Clear();
        // A buffer that a rare long line needed is given back.
        if (_text.Length > MostKeptBytes)
            _text = new byte[1 << 14];
    }

    /// <summary>Adds a line.</summary>
    /// <param name="line">Its bytes, without its end.</param>
    /// <param name="position">Its position in the producer's count.</param>
    /// <param name="time">Its time by the source, or <see cref="ParsedLine.NoTime"/>.</param>
    /// <param name="entity">The entity by the source; empty when it does not say.</param>
    public void Add(ReadOnlySpan<byte> line, long position, long time = ParsedLine.NoTime, ReadOnlySpan<byte> entity = default)
    {
        if (Count == _rows.Length)
            Array.Resize(ref _rows, Count * 2);
        Row row = new() { Position = position, Time = time, Start = Keep(line), Length = line.Length, EntityLength = entity.Length };
        bool same = Count > 0 && entity.SequenceEqual(Entity(Count - 1));
        row.EntityStart = same ? _rows[Count - 1].EntityStart : Keep(entity);
        _rows[Count++] = row;
    }

    /// <summary>Notes lines that are skipped.</summary>
    public void AddSkipped(SkipReason reason, long position, long lines = 1) => _notes.Add(new LineNote(position, reason, DropReason.None, lines));

    /// <summary>Notes lines that are dropped.</summary>
    public void AddDropped(DropReason reason, long position, long lines = 1) => _notes.Add(new LineNote(position, SkipReason.None, reason, lines));

    private int Keep(ReadOnlySpan<byte> bytes)
    {
        int start = _textLength;
        if (start + bytes.Length > _text.Length)
            Array.Resize(ref _text, Math.Max(start + bytes.Length, 2 * _text.Length));
        bytes.CopyTo(_text.AsSpan(start));
        _textLength += bytes.Length;
        return start;
    }

    private struct Row
    {
        public int Start;
        public int Length;
        public int EntityStart;
        public int EntityLength;
        public long Position;
        public long Time;
    }
}
