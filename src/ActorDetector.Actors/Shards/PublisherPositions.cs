using ActorDetector.Actors.ShardLogs;

namespace ActorDetector.Actors.Shards;

/// <summary>Up to which number the entries of each publisher were taken. Not for two threads at once.</summary>
/// <remarks>Kept among the producers of the shard, under names that no producer has, so that it is committed with what the entries did.</remarks>
public sealed class PublisherPositions
{
    // Each run of a node is another one.
    private const int Most = 4096;
    private const string Prefix = "publisher:";

    private readonly ProducerPositions _taken;

    /// <summary>What is known of some publishers, those that moved longest ago first.</summary>
    /// <param name="positions">As they were committed.</param>
    public PublisherPositions(IEnumerable<KeyValuePair<string, long>> positions) => _taken = new ProducerPositions(positions, Most);

    /// <summary>Whether a producer's name is that of a publisher.</summary>
    public static bool Has(string producer) => producer is not null && producer.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>How many entries there were between the last one taken and this one that will never come: their publisher has it confirmed that they are
    /// in the log, and they are not. They are taken for read from then on.</summary>
    public long Missing(in Publication publication)
    {
        long known = Known(publication.Publisher), missing = Math.Min(publication.Settled, publication.Sequence) - 1 - known;
        if (missing > 0)
            _taken.MoveTo(Prefix + publication.Publisher, known + missing);
        return Math.Max(0, missing);
    }

    /// <summary>Whether an entry follows the last one that was taken; if not, it was taken before, or it comes again behind what is missing.</summary>
    public bool IsNext(in Publication publication) => publication.Sequence == Known(publication.Publisher) + 1;

    /// <summary>Notes that an entry was taken; nothing when it does not follow.</summary>
    public void Took(in Publication publication)
    {
        if (IsNext(publication))
            _taken.MoveTo(Prefix + publication.Publisher, publication.Sequence);
    }

    /// <summary>The publishers that moved since this was last asked, in the order of their last moves.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> TakeChanged() => _taken.TakeChanged();

    /// <summary>The publishers that were forgotten since this was last asked.</summary>
    public IReadOnlyList<string> TakeForgotten() => _taken.TakeForgotten();

    private long Known(string publisher) => Math.Max(0, _taken.After(Prefix + publisher));
}
