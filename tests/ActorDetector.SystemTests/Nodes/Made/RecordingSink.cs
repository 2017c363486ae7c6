using System.Collections.Concurrent;
using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Stores;

namespace ActorDetector.SystemTests.Nodes.Made;

/// <summary>A sink that keeps the numbers of the anomalies that it was told.</summary>
internal sealed class RecordingSink : ISink
{
    private readonly ConcurrentQueue<long> _numbers = [];

    public string Name => "recording";

    public int MostAtOnce => 10;

    public IReadOnlyCollection<long> Numbers => _numbers;

    public Task SendAsync(IReadOnlyList<StoredAnomaly> anomalies, CancellationToken cancellation)
    {
        foreach (StoredAnomaly anomaly in anomalies)
            _numbers.Enqueue(anomaly.Number);
        return Task.CompletedTask;
    }
}
