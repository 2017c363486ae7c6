using ActorDetector.Actors.Stores;

namespace ActorDetector.Tests.Http;

/// <summary>A store made by hand.</summary>
internal sealed class TestStore : INodeStore
{
    public List<StoredAnomaly> Anomalies { get; } = [];

    public List<ClosedSession> Sessions { get; } = [];

    public List<DeadLetter> Letters { get; } = [];

    public List<ModelVersion> Models { get; } = [];

    public List<UnseenCount> Unseen { get; } = [];

    public AnomalyQuery? Asked { get; private set; }

    public string? Trouble => null;

    public string? Damage => null;

    public long Bytes => 4096;

    public ValueTask<IReadOnlyList<StoredAnomaly>> FindAnomaliesAsync(AnomalyQuery query, CancellationToken cancellation)
    {
        Asked = query;
        return Of(Anomalies.Where(stored => (query.Before is null || stored.Number < query.Before) && (query.Entity is null || stored.Anomaly.Entity == query.Entity))
            .OrderByDescending(stored => stored.Number).Take(query.Limit));
    }

    public ValueTask<StoredAnomaly?> FindAnomalyAsync(string id, CancellationToken cancellation) =>
        ValueTask.FromResult(Anomalies.FirstOrDefault(stored => stored.Anomaly.Id == id));

    public ValueTask<IReadOnlyList<ClosedSession>> FindSessionsAsync(string? entity, int most, CancellationToken cancellation) =>
        Of(Sessions.Where(session => entity is null || session.Entity == entity).Take(most));

    public ValueTask<IReadOnlyList<DeadLetter>> FindDeadLettersAsync(int most, CancellationToken cancellation) => Of(Letters.Take(most));

    public ValueTask<IReadOnlyList<ModelVersion>> ReadModelsAsync(CancellationToken cancellation) => Of(Models);

    public ValueTask<IReadOnlyList<UnseenCount>> FindUnseenAsync(int most, CancellationToken cancellation) => Of(Unseen.Take(most));

    public ValueTask<IReadOnlyList<StoredAnomaly>> ReadAnomaliesAsync(long after, int most, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<long> LastAnomalyAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<long?> SentAsync(string sink, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask SetSentAsync(string sink, long number, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask AddDeadLetterAsync(DeadLetter letter, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask AddFirstModelAsync(ModelVersion model, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask AddModelAsync(ModelVersion model, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask AddUnseenAsync(IReadOnlyList<UnseenCount> counts, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<long> RetainAsync(DateTimeOffset now, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<IReadOnlyDictionary<string, byte[]>> RecallAsync(string source, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask RememberAsync(string source, IReadOnlyCollection<KeyValuePair<string, byte[]?>> changes, CancellationToken cancellation) =>
        throw new NotSupportedException();

    private static ValueTask<IReadOnlyList<T>> Of<T>(IEnumerable<T> found) => ValueTask.FromResult<IReadOnlyList<T>>([.. found]);
}
