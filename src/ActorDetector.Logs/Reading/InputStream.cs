using System.IO.Compression;

namespace ActorDetector.Logs.Reading;

/// <summary>The bytes of one input, unpacked when they are a .gz, with a look ahead from which the format is recognised.</summary>
public sealed class InputStream : ForwardStream
{
    private readonly CountedStream _packed;
    private readonly Stream _stream;
    private byte[] _ahead = [];
    private int _aheadStart;

    // Without it .NET takes a .gz that is cut short for one that has ended.
    static InputStream() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>Reads a stream that it then owns.</summary>
    /// <param name="name">What messages call the stream: its path.</param>
    /// <param name="stream">The bytes, packed or not.</param>
    public InputStream(string name, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Name = name;
        TotalBytes = stream.CanSeek ? stream.Length : null;
        _packed = new CountedStream(stream);
        _stream = _packed.BeginsWith([0x1F, 0x8B]) ? new GZipStream(_packed, CompressionMode.Decompress) : _packed;
    }

    /// <summary>What messages call the stream: its path.</summary>
    public string Name { get; }

    /// <summary>The bytes of the file, packed if it is; null when it cannot be known, as for a pipe.</summary>
    public long? TotalBytes { get; }

    /// <summary>How many of <see cref="TotalBytes"/> have been read.</summary>
    public long BytesRead => _packed.BytesRead;

    /// <summary>The first bytes of the stream, which reading then gives too: of a file as many as are asked for, of a pipe those that are
    /// there once the first line is. Empty at the end or where damage begins, which reading then reports.</summary>
    public ReadOnlySpan<byte> LookAhead(int bytes)
    {
        if (_ahead.Length > 0)
            return _ahead.AsSpan(_aheadStart);
        byte[] ahead = new byte[bytes];
        int filled = 0;
        try
        {
            int read;
            do
            {
                read = _stream.Read(ahead.AsSpan(filled));
                filled += read;
            }
            while (read > 0 && filled < bytes && (TotalBytes is not null || !ahead.AsSpan(0, filled).Contains((byte)'\n')));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // The next read comes upon the same damage and reports it, with what was read before.
        }

        _ahead = ahead[..filled];
        return _ahead;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_aheadStart == _ahead.Length)
            return _stream.Read(buffer);
        int read = Math.Min(buffer.Length, _ahead.Length - _aheadStart);
        _ahead.AsSpan(_aheadStart, read).CopyTo(buffer);
        _aheadStart += read;
        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _stream.Dispose();
        base.Dispose(disposing);
    }
}
