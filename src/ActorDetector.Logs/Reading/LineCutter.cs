using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Reading;

/// <summary>Finds the lines in a block's bytes, and joins those that are one record.</summary>
internal sealed class LineCutter
{
    private const byte LineFeed = (byte)'\n';

    // A record that waits for its end holds back the notes of the lines that were skipped after its first; more of them end it.
    private const int MostHeld = 65_536;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly int _maxLine;
    private readonly RecordRule? _rule;
    private LineBlock _block = new();
    private byte[] _leftOver = [];

    // The unfinished line begins at _lineStart; up to _scanned it has no line end; the block's bytes end at Filled.
    private int _lineStart;
    private int _scanned;
    private bool _tooLong;

    // The record that later lines may still join; it is none while its number is 0.
    private Slice _record;
    private long _recordNumber;

    // Where in the stream the bytes given so far end, and where the unfinished line and the record begin.
    private long _offset;
    private long _lineOffset;
    private long _recordOffset;

    private readonly List<SkippedLine>? _held;

    public LineCutter(ReadingOptions options)
    {
        _maxLine = options.MaxLineBytes;
        _rule = options.CreateRule();
    }

    /// <summary>Takes a stream up at a place, and notes each line that it skips.</summary>
    public LineCutter(ReadingOptions options, LinePlace start)
        : this(options)
    {
        _offset = _lineOffset = start.Offset;
        Lines = start.Lines;
        _held = [];
    }

    /// <summary>Where the first line begins that is not yet in a block: the same follows for who begins there.</summary>
    public LinePlace Place => HasRecord ? new LinePlace(_recordOffset, _recordNumber - 1) : new LinePlace(_lineOffset, Lines);

    /// <summary>Whether a record waits for its end.</summary>
    public bool HasRecord => _recordNumber > 0;

    /// <summary>Whether a line waits for its end.</summary>
    public bool HasLine => _tooLong || Filled > _lineStart;

    /// <summary>Lines that have ended so far.</summary>
    public long Lines { get; private set; }

    /// <summary>How many bytes at the front of the block are in use.</summary>
    public int Filled { get; private set; }

    /// <summary>Turns to a block, to which what the last one left over moves.</summary>
    public void Begin(LineBlock block, int source)
    {
        block.Start(source, _leftOver.AsSpan(0, Filled));
        _block = block;
    }

    /// <summary>Cuts the lines that have ended in the bytes that were added to the block.</summary>
    public void Cut(int added)
    {
        long shift = _offset - Filled;
        _offset += added;
        Filled += added;
        ReadOnlySpan<byte> buffer = _block.Buffer[..Filled];
        while (true)
        {
            int length = buffer[_scanned..].IndexOf(LineFeed);
            if (length < 0)
                break;
            int end = _scanned + length;
            EndLine(end);
            _lineStart = _scanned = end + 1;
            _lineOffset = _lineStart + shift;
        }

        // One byte more than the limit may be the carriage return of the line's end.
        if (_tooLong || Filled - _lineStart > _maxLine + 1)
        {
            _tooLong = true;
            Filled = _lineStart;
        }

        _scanned = Filled;
    }

    /// <summary>Ends the last record, with the last line when that is whole though it has no line end.</summary>
    public void Finish(bool lineIsWhole)
    {
        if (lineIsWhole && (_tooLong || Filled > _lineStart))
            EndLine(Filled);
        FinishRecord();
        _lineStart = _scanned = Filled = 0;
        _lineOffset = _offset;
    }

    /// <summary>Ends the record that waits for its end; the unfinished line goes on.</summary>
    public void FinishRecord()
    {
        if (_recordNumber > 0)
            _block.Add(_record, _recordNumber);
        _recordNumber = 0;
        if (_held is { Count: > 0 })
        {
            foreach (SkippedLine skipped in _held)
                _block.AddSkipped(skipped);
            _held.Clear();
        }
    }

    /// <summary>Keeps the unfinished record and line for the next block.</summary>
    public void KeepLeftOver()
    {
        // The byte between them is where the line feed goes should the line join the record.
        int gap = _recordNumber > 0 ? _record.Length + 1 : 0;
        ReadOnlySpan<byte> line = _block.Buffer[_lineStart..Filled];
        int kept = gap + line.Length;
        if (_leftOver.Length < kept)
            _leftOver = new byte[Math.Max(kept, 2 * _leftOver.Length)];
        if (gap > 0)
            _record.Of(_block.Buffer).CopyTo(_leftOver);
        line.CopyTo(_leftOver.AsSpan(gap));
        _record = new Slice(0, _record.Length);
        _lineStart = gap;
        _scanned = Filled = kept;
    }

    private void EndLine(int end)
    {
        Lines++;
        if (Lines == 1 && _block.Buffer[_lineStart..end].StartsWith(ByteOrderMark))
            _lineStart += ByteOrderMark.Length;
        ReadOnlySpan<byte> line = _block.Buffer[_lineStart..end];
        if (line.Length > 0 && line[^1] == '\r')
            line = line[..^1];
        SkipReason reason = Judge(line);
        _tooLong = false;
        if (reason != SkipReason.None)
            Skip(reason);
        else if (_rule is null)
            _block.Add(new Slice(_lineStart, line.Length), Lines);
        else
            Join(_rule, line);
    }

    private SkipReason Judge(ReadOnlySpan<byte> line)
    {
        if (_tooLong || line.Length > _maxLine)
            return SkipReason.TooLong;
        if (line.Contains((byte)0))
            return SkipReason.Binary;
        return Blanks.AreAll(line) ? SkipReason.Empty : SkipReason.None;
    }

    private void Join(RecordRule rule, ReadOnlySpan<byte> line)
    {
        if (_recordNumber > 0 && rule.Joins(line) && _record.Length + 1 + line.Length <= _maxLine)
        {
            // What lies between the two (a carriage return, skipped lines) is no part of the record.
            _block.Buffer[_record.End] = LineFeed;
            line.CopyTo(_block.Buffer[(_record.End + 1)..]);
            _record = new Slice(_record.Start, _record.Length + 1 + line.Length);
            Skip(SkipReason.Continuation);
        }
        else
        {
            FinishRecord();
            rule.Begin(line);
            _record = new Slice(_lineStart, line.Length);
            _recordNumber = Lines;
            _recordOffset = _lineOffset;
        }

        if (rule.IsWhole)
            FinishRecord();
    }

    private void Skip(SkipReason reason)
    {
        _block.Skipped.Add(reason);
        if (_held is null)
            return;
        if (!HasRecord)
        {
            _block.AddSkipped(new SkippedLine(Lines, reason));
            return;
        }

        // What is told of a producer's lines ascends, so these come after the record.
        _held.Add(new SkippedLine(Lines, reason));
        if (_held.Count == MostHeld)
            FinishRecord();
    }
}
