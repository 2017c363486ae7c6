using ActorDetector.Logs;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Actors.Sources.Streams;

/// <summary>Reads lines from a stream, as standard input, until that ends.</summary>
/// <remarks>A stream cannot be read again, so its positions count lines and prove nothing: there is no producer.</remarks>
/// <param name="stream">The bytes; closed at the end.</param>
/// <param name="reading">Limits, and what a record is.</param>
/// <param name="time">The clock.</param>
public sealed class StandardInputSource(Stream stream, ReadingOptions reading, TimeProvider time) : ISource
{
    private const string Origin = "standard input";

    private bool _isOver;

    /// <inheritdoc/>
    public string Name => "stdin";

    /// <summary>Hands lines on until the stream ends or the source is stopped.</summary>
    /// <exception cref="IOException">The stream is no text, or cannot be read on; the lines before were handed on.</exception>
    public async Task RunAsync(IIngest ingest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ingest);
        if (_isOver)
            return; // it failed, and there is nothing more to be read of it
        _isOver = true;
        using LineFollower lines = new(stream, Origin, reading, default);
        LineBlock block = new();
        BlockSender sender = new(ingest, Name);
        try
        {
            // A pipe's read cannot be called off: on a stop it is left behind.
            while (await Task.Run(() => lines.Read(block), CancellationToken.None).WaitAsync(cancellation).ConfigureAwait(false))
                await SendAsync(sender, block).ConfigureAwait(false);
            lines.End(block);
            await SendAsync(sender, block).ConfigureAwait(false);
            await sender.FlushAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await sender.FlushAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is LogInputException or InvalidDataException or IOException)
        {
            await sender.FlushAsync().ConfigureAwait(false);
            throw new IOException(e.Message, e);
        }
    }

    // Not called off by a stop: what was read cannot be read again.
    private ValueTask SendAsync(BlockSender sender, LineBlock block) =>
        sender.SendAsync(block, Origin, producer: "", entity: [], time.GetUtcNow().UtcTicks, accepted: null, CancellationToken.None);
}
