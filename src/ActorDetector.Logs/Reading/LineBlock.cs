using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Reading;

/// <summary>Some consecutive records of one source, as bytes; reused from read to read so that reading allocates nothing per
/// line.</summary>
public sealed class LineBlock
{
    // A block that is read at once from a file: large enough that its fixed costs vanish, small enough for the second-level cache.
    private const int StartBytes = 1024 * 1024;
    private const int StartRecords = 8192;

    private byte[] _buffer = [];
    private Slice[] _records = [];
    private long[] _numbers = [];
    private readonly List<SkippedLine> _skippedLines = [];

    /// <summary>Which input the lines came from: its place in the list of inputs.</summary>
    public int Source { get; private set; }

    /// <summary>How many records the block holds; none when all its lines were skipped.</summary>
    public int Count { get; private set; }

    /// <summary>Lines that the reader itself skipped while it filled this block (empty, too long, binary) or joined to a record.</summary>
    public LineCounts Skipped { get; } = new();

    /// <summary>The lines that <see cref="LineFollower"/> skipped or joined, in order; other readers only count them.</summary>
    public IReadOnlyList<SkippedLine> SkippedLines => _skippedLines;

    /// <summary>The bytes of a record without its line end; inner line ends where lines were joined.</summary>
    public ReadOnlySpan<byte> this[int record] => _records.AsSpan(0, Count)[record].Of(_buffer);

    /// <summary>The number of the record's first line in its source, from 1.</summary>
    public long LineNumber(int record) => _numbers.AsSpan(0, Count)[record];

    internal Span<byte> Buffer => _buffer;

    /// <summary>Empties the block for the next read, and puts what the last block left over at its front.</summary>
    internal void Start(int source, ReadOnlySpan<byte> leftOver)
    {
        Source = source;
        Count = 0;
        Skipped.Clear();
        _skippedLines.Clear();
        if (_buffer.Length < Math.Max(StartBytes, leftOver.Length))
            _buffer = new byte[Math.Max(StartBytes, leftOver.Length)];
        leftOver.CopyTo(_buffer);
    }

    /// <summary>The free bytes from a place on; more are made when there are none.</summary>
    internal Span<byte> Free(int filled)
    {
        if (filled == _buffer.Length)
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        return _buffer.AsSpan(filled);
    }

    internal void AddSkipped(SkippedLine line) => _skippedLines.Add(line);

    internal void Add(Slice record, long number)
    {
        if (Count == _records.Length)
        {
            int room = Math.Max(StartRecords, 2 * Count);
            Array.Resize(ref _records, room);
            Array.Resize(ref _numbers, room);
        }

        _records[Count] = record;
        _numbers[Count++] = number;
    }
}
