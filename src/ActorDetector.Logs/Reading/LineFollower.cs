using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Logs.Reading;

/// <summary>Cuts a stream that goes on growing into records, as <see cref="LineReader"/> cuts one that ends; can be taken up again at
/// <see cref="Place"/> later, and tells of each line that it skips. Not for two threads at once.</summary>
public sealed class LineFollower : IDisposable
{
    private readonly Stream _stream;
    private readonly string _name;
    private readonly LineCutter _cutter;

    // The first bytes, until it is known whether they are text.
    private byte[]? _first;
    private int _firstLength;

    /// <summary>Follows a stream that it then owns.</summary>
    /// <param name="stream">The bytes from <paramref name="start"/> on; reading none means that there are none at present.</param>
    /// <param name="name">What messages call the stream: its path.</param>
    /// <param name="options">Limits, and what a record is.</param>
    /// <param name="start">Where the stream is.</param>
    /// <exception cref="ValidationException">An option is out of its range, or <see cref="ReadingOptions.RecordStart"/> is no regular expression.</exception>
    public LineFollower(Stream stream, string name, ReadingOptions options, LinePlace start)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        _stream = stream;
        _name = name;
        _cutter = new LineCutter(options, start);
        _first = start.Offset == 0 ? new byte[TextCheck.Bytes] : null;
    }

    /// <summary>Where the first line begins that was not given: whoever begins there is given the same lines under the same numbers.</summary>
    public LinePlace Place => _cutter.Place;

    /// <summary>Whether a record waits for the next one to begin.</summary>
    public bool HasRecord => _cutter.HasRecord;

    /// <summary>Whether a record waits for the next one to begin, or a line for its end.</summary>
    public bool HasUnfinished => _cutter.HasRecord || _cutter.HasLine || _firstLength > 0;

    /// <summary>Fills the block with the records that one read completes: maybe none. False when there are no bytes at present.</summary>
    /// <exception cref="LogInputException">The stream is no text at all.</exception>
    /// <exception cref="IOException">The stream cannot be read at present.</exception>
    /// <exception cref="InvalidDataException">The stream is packed, and damaged.</exception>
    public bool Read(LineBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        _cutter.Begin(block, source: 0);
        int read = 0;
        try
        {
            Span<byte> free = block.Free(_cutter.Filled);
            read = _first is null ? _stream.Read(free) : ReadFirst(free, isAll: false);
            return read > 0;
        }
        finally
        {
            _cutter.Cut(read);
            _cutter.KeepLeftOver();
        }
    }

    /// <summary>Gives the record that waits for the next one.</summary>
    public void EndRecord(LineBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        _cutter.Begin(block, source: 0);
        _cutter.FinishRecord();
        _cutter.KeepLeftOver();
    }

    /// <summary>Gives the last record, and the last line though it has no end. False when there is none.</summary>
    /// <exception cref="LogInputException">The stream is no text at all.</exception>
    public bool End(LineBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        _cutter.Begin(block, source: 0);
        if (_first is not null)
            _cutter.Cut(ReadFirst(block.Free(_cutter.Filled), isAll: true));
        _cutter.Finish(lineIsWhole: true);
        return block.Count > 0 || block.SkippedLines.Count > 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private int ReadFirst(Span<byte> free, bool isAll)
    {
        _firstLength += _stream.Read(_first.AsSpan(_firstLength));
        ReadOnlySpan<byte> first = _first.AsSpan(0, _firstLength);
        bool waits = first.Contains((byte)0) && first.Length < TextCheck.Bytes && !TextCheck.IsUtf16(first);
        if (first.IsEmpty || (waits && !isAll))
            return 0;
        if (TextCheck.Refusal(first) is { } refusal)
            throw new LogInputException($"{_name}: {refusal}");
        first.CopyTo(free);
        int length = _firstLength;
        (_first, _firstLength) = (null, 0);
        return length;
    }
}
