namespace ActorDetector.Logs.Reading;

/// <summary>Counts the bytes read from a stream that it owns, and knows the first of them before they are read.</summary>
internal sealed class CountedStream(Stream stream) : ForwardStream
{
    private byte[] _first = [];
    private int _given;

    public long BytesRead { get; private set; }

    /// <summary>Whether the stream begins with some bytes; asked before anything is read.</summary>
    public bool BeginsWith(ReadOnlySpan<byte> bytes)
    {
        byte[] first = new byte[bytes.Length];
        int filled = 0;
        int read;
        do
        {
            read = stream.Read(first.AsSpan(filled));
            filled += read;
        }
        while (read > 0 && filled < bytes.Length && first[..filled].AsSpan().SequenceEqual(bytes[..filled]));

        _first = first[..filled];
        return bytes.SequenceEqual(_first);
    }

    public override int Read(Span<byte> buffer)
    {
        int read = Math.Min(buffer.Length, _first.Length - _given);
        _first.AsSpan(_given, read).CopyTo(buffer);
        _given += read;

        // What is known already is given at once, with more only where a file cannot make us wait for it.
        if (read == 0 || stream.CanSeek)
            read += stream.Read(buffer[read..]);
        BytesRead += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }
}
