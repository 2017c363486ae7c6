using ActorDetector.Logs.Reading;
using Microsoft.AspNetCore.Http;

namespace ActorDetector.Http.Bodies;

/// <summary>Reads a stream of which no more than so many bytes are allowed, however few bytes they were packed in.</summary>
/// <param name="stream">The stream; the caller's.</param>
/// <param name="most">Most bytes.</param>
/// <param name="option">The option that says so, as <c>--max-unpacked-bytes</c>.</param>
internal sealed class BoundedStream(Stream stream, long most, string option) : ForwardStream
{
    private long _read;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => Count(stream.Read(buffer));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    private int Count(int read)
    {
        _read += read;
        return _read <= most ? read
            : throw new RefusalException(StatusCodes.Status413PayloadTooLarge, $"The body is longer than {most} bytes: send it in parts, or raise {option}.");
    }
}
