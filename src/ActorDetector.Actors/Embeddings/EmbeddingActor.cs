using ActorDetector.Actors.Mailboxes;
using ActorDetector.Actors.Stores;

namespace ActorDetector.Actors.Embeddings;

/// <summary>Gathers the unseen templates of all shards of the node: what a new training should learn.</summary>
/// <remarks>What a line without a template means is decided in its shard, for a replay must decide the same; here it is only counted.</remarks>
/// <param name="store">Keeps the counts.</param>
/// <param name="deadLetters">Takes messages that make it throw.</param>
public sealed class EmbeddingActor(INodeStore store, IDeadLetters deadLetters) : Actor<EmbeddingMessage>("embedding", 256, deadLetters)
{
    /// <inheritdoc/>
    protected override async ValueTask ReceiveAsync(EmbeddingMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        await store.AddUnseenAsync(message.Counts, CancellationToken.None).ConfigureAwait(false);
    }
}
