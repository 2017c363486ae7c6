using System.IO.Compression;
using ActorDetector.Output;
using Microsoft.AspNetCore.Http;

namespace ActorDetector.Http.Bodies;

/// <summary>A request's body as it was before it was packed: never more of it in memory than is read.</summary>
internal sealed class UnpackedBody : IAsyncDisposable
{
    private readonly Stream? _unpacking;
    private readonly Stream _bytes;

    // Without it .NET takes a packed body that is cut short for one that has ended.
    static UnpackedBody() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>The body of a request, packed as its header says. As it is sent the server bounds it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="mostUnpacked">Most bytes unpacked.</param>
    /// <param name="unpackedOption">The option that says so.</param>
    /// <exception cref="RefusalException">It is packed in a way that is not known here.</exception>
    public UnpackedBody(HttpRequest request, long mostUnpacked, string unpackedOption)
    {
        string packing = request.Headers.ContentEncoding.ToString().ToLowerInvariant();
        _unpacking = packing switch
        {
            "" or "identity" => null,
            "gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
            "br" => new BrotliStream(request.Body, CompressionMode.Decompress),
            _ => throw new RefusalException(
                StatusCodes.Status415UnsupportedMediaType, $"Content-Encoding {Printable.Shorten(packing, 40)} is not known here: send gzip, br or none."),
        };
        _bytes = new BoundedStream(_unpacking ?? request.Body, mostUnpacked, unpackedOption);
    }

    /// <summary>Reads the next bytes; 0 at the end.</summary>
    /// <exception cref="RefusalException">The body is too long, or is not packed as its header says.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await _bytes.ReadAsync(buffer, cancellation).ConfigureAwait(false);
        }
        // Brotli's reader says of damaged bytes that its operation is invalid.
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException)
        {
            throw new RefusalException(StatusCodes.Status400BadRequest, "The body is damaged, or is not packed as its Content-Encoding says.", fault);
        }
    }

    /// <summary>Gives the memory of unpacking back.</summary>
    public ValueTask DisposeAsync() => _unpacking?.DisposeAsync() ?? ValueTask.CompletedTask;
}
