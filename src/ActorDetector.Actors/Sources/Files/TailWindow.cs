namespace ActorDetector.Actors.Sources.Files;

/// <summary>Reads a stream forward, and knows the last bytes before the place that it reached.</summary>
internal sealed class TailWindow(Stream stream)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _filled;
    private long _offset;

    /// <summary>Reads up to a place; false when the stream ends before it.</summary>
    public bool Reach(long offset)
    {
        while (_offset < offset)
        {
            if (_filled == _buffer.Length)
            {
                _buffer.AsSpan(_filled - TailStream.HeadBytes, TailStream.HeadBytes).CopyTo(_buffer);
                _filled = TailStream.HeadBytes;
            }

            int read = stream.Read(_buffer.AsSpan(_filled, (int)Math.Min(_buffer.Length - _filled, offset - _offset)));
            if (read == 0)
                return false;
            _filled += read;
            _offset += read;
        }

        return true;
    }

    /// <summary>The last bytes before the place, at most <see cref="TailStream.HeadBytes"/>.</summary>
    public ReadOnlySpan<byte> Tail() => _buffer.AsSpan(0, _filled)[^(int)Math.Min(_offset, TailStream.HeadBytes)..];
}
