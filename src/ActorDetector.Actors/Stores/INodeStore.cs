using ActorDetector.Actors.Sources;

namespace ActorDetector.Actors.Stores;

/// <summary>What the node keeps besides its shards, and what people and sinks ask for.</summary>
public interface INodeStore : ISourceMemory
{
    /// <summary>A page of anomalies, newest first.</summary>
    ValueTask<IReadOnlyList<StoredAnomaly>> FindAnomaliesAsync(AnomalyQuery query, CancellationToken cancellation);

    /// <summary>An anomaly by its id, or null.</summary>
    ValueTask<StoredAnomaly?> FindAnomalyAsync(string id, CancellationToken cancellation);

    /// <summary>The anomalies with numbers above one, oldest first, at most so many, and fewer where their lines are long: what a sink sends next.</summary>
    ValueTask<IReadOnlyList<StoredAnomaly>> ReadAnomaliesAsync(long after, int most, CancellationToken cancellation);

    /// <summary>The number of the last anomaly stored; 0 when there is none.</summary>
    ValueTask<long> LastAnomalyAsync(CancellationToken cancellation);

    /// <summary>The number up to which a sink has sent; null when it never did.</summary>
    ValueTask<long?> SentAsync(string sink, CancellationToken cancellation);

    /// <summary>Keeps the number up to which a sink has sent.</summary>
    ValueTask SetSentAsync(string sink, long number, CancellationToken cancellation);

    /// <summary>Closed sessions with anomalies, newest first.</summary>
    /// <param name="entity">Of this entity; null for all.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellation">Ends it.</param>
    ValueTask<IReadOnlyList<ClosedSession>> FindSessionsAsync(string? entity, int most, CancellationToken cancellation);

    /// <summary>Dead letters, newest first.</summary>
    ValueTask<IReadOnlyList<DeadLetter>> FindDeadLettersAsync(int most, CancellationToken cancellation);

    /// <summary>Sets a message of an actor aside that is no shard.</summary>
    ValueTask AddDeadLetterAsync(DeadLetter letter, CancellationToken cancellation);

    /// <summary>The models that were live, each once, newest first; the first is live.</summary>
    ValueTask<IReadOnlyList<ModelVersion>> ReadModelsAsync(CancellationToken cancellation);

    /// <summary>Keeps the model that a store begins with; nothing when it has one.</summary>
    ValueTask AddFirstModelAsync(ModelVersion model, CancellationToken cancellation);

    /// <summary>Keeps a model that becomes live.</summary>
    ValueTask AddModelAsync(ModelVersion model, CancellationToken cancellation);

    /// <summary>Adds to the counts of unseen templates.</summary>
    ValueTask AddUnseenAsync(IReadOnlyList<UnseenCount> counts, CancellationToken cancellation);

    /// <summary>Unseen templates, most frequent first.</summary>
    ValueTask<IReadOnlyList<UnseenCount>> FindUnseenAsync(int most, CancellationToken cancellation);

    /// <summary>Deletes what is older, and the oldest above the size, that the options say; tells how many anomalies went.</summary>
    ValueTask<long> RetainAsync(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>What is wrong and what to do; null when all is well.</summary>
    string? Trouble { get; }

    /// <summary>What was found damaged since the start, and what to do; null when nothing was. The rest goes on.</summary>
    string? Damage { get; }

    /// <summary>Bytes that it takes.</summary>
    long Bytes { get; }
}
