using ActorDetector.Detection;

namespace ActorDetector.Output;

/// <summary>Keeps the most surprising of any number of anomalies, in bounded memory.</summary>
public sealed class MostSurprising
{
    private readonly int _most;
    private readonly PriorityQueue<Anomaly, (double Score, long Order)> _kept = new();

    /// <summary>Keeps at most so many.</summary>
    public MostSurprising(int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 0);
        _most = most;
    }

    /// <summary>Anomalies seen, kept or not.</summary>
    public long Seen { get; private set; }

    /// <summary>Whether an anomaly of such a score would be kept.</summary>
    public bool Wants(double score) =>
        _kept.Count < _most || (_kept.TryPeek(out _, out (double Score, long Order) least) && score.CompareTo(least.Score) > 0);

    /// <summary>Sees an anomaly; the least surprising gives way, and of equals the latest.</summary>
    public void Add(Anomaly anomaly)
    {
        ArgumentNullException.ThrowIfNull(anomaly);
        Seen++;
        if (_kept.Count < _most)
            _kept.Enqueue(anomaly, (anomaly.Score, -Seen));
        else if (_most > 0)
            _kept.EnqueueDequeue(anomaly, (anomaly.Score, -Seen));
    }

    /// <summary>The anomalies kept, most surprising first; equals as they came.</summary>
    public IReadOnlyList<Anomaly> Ranked() =>
        [.. _kept.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element)];
}
