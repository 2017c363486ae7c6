using ActorDetector.Actors.Stores;

namespace ActorDetector.Actors.Embeddings;

/// <summary>Lines of unseen templates that a shard judged and committed.</summary>
/// <param name="Counts">By template.</param>
public sealed record EmbeddingMessage(IReadOnlyList<UnseenCount> Counts);
