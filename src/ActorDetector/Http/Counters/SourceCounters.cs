using ActorDetector.Actors.Nodes;
using ActorDetector.Actors.Stores;

namespace ActorDetector.Http.Counters;

/// <summary>What became of the lines of a source, since the store was made: lines = events + skipped + dropped.</summary>
/// <param name="Source">The source.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Events">Those that became events.</param>
/// <param name="Skipped">Those that were skipped, by reason.</param>
/// <param name="Dropped">Those that were dropped, by reason.</param>
/// <param name="Repeats">Lines that came again and had no effect; not among its lines.</param>
/// <param name="Untold">Lines of an unseen template that was told before: anomalous, but not told again.</param>
/// <param name="Anomalies">Its anomalies, by kind.</param>
public sealed record SourceCounters(
    string Source,
    long Lines,
    long Events,
    IReadOnlyDictionary<string, long> Skipped,
    IReadOnlyDictionary<string, long> Dropped,
    long Repeats,
    long Untold,
    IReadOnlyDictionary<string, long> Anomalies)
{
    /// <summary>The counters of all sources, summed over the shards of one status, so that they belong together; by the sources' names.</summary>
    internal static IReadOnlyList<SourceCounters> Of(NodeStatus status)
    {
        ILookup<string, KeyValuePair<CounterKey, long>> counters =
            status.Shards.SelectMany(shard => shard.Counters).ToLookup(pair => pair.Key.Source, StringComparer.Ordinal);
        IEnumerable<string> sources = counters.Select(source => source.Key).Union(status.Sources.Select(source => source.Name));
        return [.. sources.Order(StringComparer.Ordinal).Select(source => Of(source, [.. counters[source]]))];
    }

    private static SourceCounters Of(string source, KeyValuePair<CounterKey, long>[] counters) => new(
        source,
        Sum(counters, "lines"),
        Sum(counters, "events"),
        ByReason(counters, "skipped"),
        ByReason(counters, "dropped"),
        Sum(counters, "repeats"),
        Sum(counters, "untold"),
        ByReason(counters, "anomalies"));

    private static long Sum(KeyValuePair<CounterKey, long>[] counters, string kind) =>
        counters.Where(counter => counter.Key.Kind == kind).Sum(counter => counter.Value);

    private static SortedDictionary<string, long> ByReason(KeyValuePair<CounterKey, long>[] counters, string kind)
    {
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach ((CounterKey key, long count) in counters.Where(counter => counter.Key.Kind == kind))
            sums[key.Reason] = sums.GetValueOrDefault(key.Reason) + count;
        return sums;
    }
}
