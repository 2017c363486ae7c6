using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Logs.Reading;

/// <summary>Cuts a byte stream into records: line ends, limits, joined continuation lines. Not for two threads at once.</summary>
/// <remarks>Lines end with LF or CRLF; the last needs no end. A line that is blank, too long or holds NUL bytes is skipped and counted,
/// and a line of any length takes no more memory than the limit. A byte order mark is dropped; invalid UTF-8 is left as it is.</remarks>
public sealed class LineReader : IDisposable
{
    private readonly Stream _stream;
    private readonly string _name;
    private readonly int _source;
    private readonly LineCutter _cutter;
    private long _bytes;
    private bool _ended;
    private LogInputException? _fault;

    /// <summary>Reads a stream that it then owns.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="name">What messages call the stream: its path.</param>
    /// <param name="source">Its place in the list of inputs.</param>
    /// <param name="options">Limits, and what a record is.</param>
    /// <exception cref="ValidationException">An option is out of its range, or <see cref="ReadingOptions.RecordStart"/> is no regular expression.</exception>
    public LineReader(Stream stream, string name, int source, ReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        _stream = stream;
        _name = name;
        _source = source;
        _cutter = new LineCutter(options);
    }

    /// <summary>Lines read so far: records, and what was skipped or joined.</summary>
    public long Lines => _cutter.Lines;

    /// <summary>Fills the block with the next records; waits for at least one whole line, then returns without waiting for more, so
    /// that a live stream is followed promptly. (With <see cref="ReadingOptions.RecordStart"/> a record is whole when the next one begins.)
    /// False when the input has ended.</summary>
    /// <exception cref="LogInputException">The stream is no text at all, or is damaged, as a truncated .gz is; records before the damage
    /// were delivered.</exception>
    public bool Read(LineBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        _cutter.Begin(block, _source);
        while (!_ended && !HasLines(block))
        {
            int read = Fill(block);
            _ended = read == 0;
            if (_ended)
                _cutter.Finish(lineIsWhole: _fault is null);
            else
                _cutter.Cut(read);
        }

        if (!_ended)
            _cutter.KeepLeftOver();
        return HasLines(block) || (_fault is null ? false : throw _fault);
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static bool HasLines(LineBlock block) => block.Count > 0 || block.Skipped.Lines > 0;

    private int Fill(LineBlock block)
    {
        Span<byte> free = block.Free(_cutter.Filled);
        bool first = _bytes == 0;
        int read = Fill(free);

        // Bytes that may be no text are judged when there are enough of them, though that delays a live stream.
        while (first && read < TextCheck.Bytes && free[..read].Contains((byte)0))
        {
            int more = Fill(free[read..]);
            if (more == 0)
                break;
            read += more;
        }

        if (first && TextCheck.Refusal(free[..Math.Min(read, TextCheck.Bytes)]) is { } refusal)
            throw new LogInputException($"{_name}: {refusal}");
        return read;
    }

    private int Fill(Span<byte> free)
    {
        if (_fault is not null)
            return 0;
        try
        {
            int read = _stream.Read(free);
            _bytes += read;
            return read;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            string reason = e is InvalidDataException ? "what is packed is damaged or cut short." : e.Message;
            _fault = new LogInputException($"{_name}: cannot be read further after {_bytes:N0} bytes and {Lines:N0} whole lines: {reason} "
                + "What came before was used.", e);
            return 0;
        }
    }
}
