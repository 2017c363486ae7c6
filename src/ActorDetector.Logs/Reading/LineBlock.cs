using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Reading;

/// <summary>Some consecutive records of one source, as bytes; reused from read to read so that reading allocates nothing per
/// line. Filled by a reader of files, or line by line by a caller who knows more of them.</summary>
public sealed class LineBlock
{
    // A block that is read at once from a file: large enough that its fixed costs vanish, small enough for the second-level cache.
    private const int StartBytes = 1024 * 1024;
    private const int StartRecords = 8192;

    private byte[] _buffer = [];
    private Slice[] _records = [];
    private long[] _numbers = [];
    private GivenLine[] _given = []; // of the lines that a caller appended
    private int _filled;
    private bool _isGiven;
    private readonly List<SkippedLine> _skippedLines = [];

    /// <summary>Which input the lines came from: its place in the list of inputs.</summary>
    public int Source { get; private set; }

    /// <summary>How many records the block holds; none when all its lines were skipped.</summary>
    public int Count { get; private set; }

    /// <summary>When the lines arrived: ticks (100 ns) UTC; 0 for those read from files.</summary>
    public long Arrived { get; private set; }

    /// <summary>Which of the origins that a caller numbers appended lines came from; 0 when that is not known.</summary>
    public int Origin { get; private set; }

    /// <summary>Lines that the reader itself skipped while it filled this block (empty, too long, binary) or joined to a record.</summary>
    public LineCounts Skipped { get; } = new();

    /// <summary>The lines that <see cref="LineFollower"/> skipped or joined, in order; other readers only count them.</summary>
    public IReadOnlyList<SkippedLine> SkippedLines => _skippedLines;

    /// <summary>The bytes of a record without its line end; inner line ends where lines were joined.</summary>
    public ReadOnlySpan<byte> this[int record] => _records.AsSpan(0, Count)[record].Of(_buffer);

    /// <summary>The number of the record's first line in its source, from 1; of an appended line the number that it was given.</summary>
    public long LineNumber(int record) => _numbers.AsSpan(0, Count)[record];

    /// <summary>The entity that the record is known to be of; empty when its text must say, as that of files must.</summary>
    public ReadOnlySpan<byte> Entity(int record) => _isGiven ? _given.AsSpan(0, Count)[record].Entity.Of(_buffer) : [];

    /// <summary>The record's time by its source, ticks UTC; <see cref="ParsedLine.NoTime"/> when only its text may say.</summary>
    public long Time(int record) => _isGiven ? _given.AsSpan(0, Count)[record].Time : ParsedLine.NoTime;

    /// <summary>An appended line's position in the count of its origin; 0 when it was given none.</summary>
    public long Position(int record) => _isGiven ? _given.AsSpan(0, Count)[record].Position : 0;

    /// <summary>Empties the block for lines that are appended.</summary>
    /// <param name="source">Which input they came from.</param>
    /// <param name="arrived">When they arrived: ticks UTC.</param>
    /// <param name="origin">Which of the origins that the caller numbers they came from; 0 when that is not known.</param>
    public void Begin(int source, long arrived, int origin = 0)
    {
        Empty(source, arrived, isGiven: true);
        Origin = origin;
        _filled = 0;
    }

    /// <summary>Appends a line to a block that was begun for it.</summary>
    /// <param name="line">Its bytes, without its end.</param>
    /// <param name="number">What names it: any number.</param>
    /// <param name="time">Its time by its source, or <see cref="ParsedLine.NoTime"/>; used where the text says none.</param>
    /// <param name="entity">The entity that it is of; empty when its text must say.</param>
    /// <param name="position">Its position in the count of its origin.</param>
    /// <exception cref="InvalidOperationException">The block was filled by a reader.</exception>
    public void Append(ReadOnlySpan<byte> line, long number, long time, ReadOnlySpan<byte> entity, long position = 0)
    {
        if (!_isGiven)
            throw new InvalidOperationException("The block holds what was read from a file: begin it anew before lines are appended.");
        if (Count == _given.Length)
            Array.Resize(ref _given, Math.Max(StartRecords, 2 * Count));
        bool isSame = Count > 0 && entity.SequenceEqual(Entity(Count - 1));
        _given[Count] = new GivenLine(isSame ? _given[Count - 1].Entity : Keep(entity), time, position);
        Add(Keep(line), number);
    }

    internal Span<byte> Buffer => _buffer;

    /// <summary>Empties the block for the next read, and puts what the last block left over at its front.</summary>
    internal void Start(int source, ReadOnlySpan<byte> leftOver)
    {
        Empty(source, arrived: 0, isGiven: false);
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

    private void Empty(int source, long arrived, bool isGiven)
    {
        (Source, Arrived, Origin, _isGiven) = (source, arrived, 0, isGiven);
        Count = 0;
        Skipped.Clear();
        _skippedLines.Clear();
    }

    private Slice Keep(ReadOnlySpan<byte> bytes)
    {
        if (_filled + bytes.Length > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_filled + bytes.Length, Math.Max(StartBytes, 2 * _buffer.Length)));
        bytes.CopyTo(_buffer.AsSpan(_filled));
        _filled += bytes.Length;
        return new Slice(_filled - bytes.Length, bytes.Length);
    }

    private readonly record struct GivenLine(Slice Entity, long Time, long Position);
}
