using ActorDetector.Logs.Reading;

namespace ActorDetector.Logs.Tests.Reading;

/// <summary>Gives its bytes in chunks of the sizes given, over and over, as a pipe might.</summary>
internal sealed class ChunkedStream(byte[] bytes, int[] chunks) : ForwardStream
{
    private int _at;
    private int _chunk;

    /// <summary>Called when all bytes were given and more are asked for.</summary>
    public Action NextRead { get; init; } = () => { };

    public override int Read(Span<byte> buffer)
    {
        if (_at == bytes.Length)
            NextRead();
        int read = Math.Min(Math.Min(buffer.Length, chunks[_chunk++ % chunks.Length]), bytes.Length - _at);
        bytes.AsSpan(_at, read).CopyTo(buffer);
        _at += read;
        return read;
    }
}
