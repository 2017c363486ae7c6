using System.Collections.Concurrent;
using ActorDetector.Actors.Stores;

namespace ActorDetector.Actors.Tests.Sinks.Made;

/// <summary>What sinks need of a store, in memory: the anomalies 1 to <see cref="Last"/>, made when they are read.</summary>
internal sealed class MemoryNodeStore(Func<long, StoredAnomaly> make) : INodeStore
{
    private readonly ConcurrentDictionary<string, long> _sent = new();
    private long _last;
    private int _faults;

    public long Last
    {
        get => Volatile.Read(ref _last);
        set => Volatile.Write(ref _last, value);
    }

    public ConcurrentQueue<DeadLetter> DeadLetters { get; } = new();

    /// <summary>The next calls that fail.</summary>
    public void FailNext(int calls) => Volatile.Write(ref _faults, calls);

    public ValueTask<IReadOnlyList<StoredAnomaly>> ReadAnomaliesAsync(long after, int most, CancellationToken cancellation)
    {
        Fail();
        int count = (int)Math.Min(most, Last - after);
        return ValueTask.FromResult<IReadOnlyList<StoredAnomaly>>([.. Enumerable.Range(1, Math.Max(count, 0)).Select(index => make(after + index))]);
    }

    public ValueTask<long> LastAnomalyAsync(CancellationToken cancellation)
    {
        Fail();
        return ValueTask.FromResult(Last);
    }

    public ValueTask<long?> SentAsync(string sink, CancellationToken cancellation)
    {
        Fail();
        return ValueTask.FromResult<long?>(_sent.TryGetValue(sink, out long sent) ? sent : null);
    }

    public ValueTask SetSentAsync(string sink, long number, CancellationToken cancellation)
    {
        Fail();
        _sent[sink] = number;
        return ValueTask.CompletedTask;
    }

    public ValueTask AddDeadLetterAsync(DeadLetter letter, CancellationToken cancellation)
    {
        Fail();
        DeadLetters.Enqueue(letter);
        return ValueTask.CompletedTask;
    }

    public string? Trouble => null;

    public string? Damage => null;

    public long Bytes => 0;

    public ValueTask<IReadOnlyList<StoredAnomaly>> FindAnomaliesAsync(AnomalyQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<StoredAnomaly?> FindAnomalyAsync(string id, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<ClosedSession>> FindSessionsAsync(string? entity, int most, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<DeadLetter>> FindDeadLettersAsync(int most, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<ModelVersion>> ReadModelsAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask AddFirstModelAsync(ModelVersion model, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask AddModelAsync(ModelVersion model, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask AddUnseenAsync(IReadOnlyList<UnseenCount> counts, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<UnseenCount>> FindUnseenAsync(int most, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<long> RetainAsync(DateTimeOffset now, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<IReadOnlyDictionary<string, byte[]>> RecallAsync(string source, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask RememberAsync(string source, IReadOnlyCollection<KeyValuePair<string, byte[]?>> changes, CancellationToken cancellation) =>
        throw new NotSupportedException();

    private void Fail()
    {
        if (Interlocked.Decrement(ref _faults) >= 0)
            throw new InvalidOperationException("The store is locked.");
    }
}
