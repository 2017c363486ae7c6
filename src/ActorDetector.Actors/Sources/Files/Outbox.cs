using ActorDetector.Logs.Reading;

namespace ActorDetector.Actors.Sources.Files;

/// <summary>Hands on what was read of followed files, and tells them how far it was accepted.</summary>
internal sealed class Outbox(IIngest ingest, string source, TimeProvider time)
{
    private readonly BlockSender _sender = new(ingest, source);

    /// <summary>Hands on what a block holds; when all of it is accepted the file's lines up to its place are.</summary>
    public ValueTask SendAsync(LineBlock block, FollowedFile file, CancellationToken cancellation)
    {
        LinePlace place = file.Lines.Place;
        return _sender.SendAsync(block, file.Path, file.Producer, file.EntityName, time.GetUtcNow().UtcTicks, () => file.Accept(place), cancellation);
    }

    /// <summary>Waits until all that was handed on is accepted.</summary>
    public ValueTask FlushAsync() => _sender.FlushAsync();
}
