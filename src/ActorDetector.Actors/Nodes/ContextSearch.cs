using System.Text;
using ActorDetector.Actors.Lines;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Stores;

namespace ActorDetector.Actors.Nodes;

/// <summary>Finds the lines of an anomaly's entity around it, in the part of the shard log that is kept for looking back.</summary>
/// <param name="log">The log.</param>
internal sealed class ContextSearch(IShardLog log)
{
    // However rare an entity's lines are, a question must end.
    private const int MostEntries = 20_000;

    /// <summary>The lines, oldest first; none when the log no longer has the anomaly's own.</summary>
    public IReadOnlyList<ContextLine> Find(StoredAnomaly anomaly, int before, int after, CancellationToken cancellation)
    {
        var finder = new LineFinder(log, anomaly.Shard);
        if (finder.Entry(anomaly.LogPosition) is not { } own || anomaly.LogLine >= own.Count)
            return [];
        byte[] entity = Encoding.UTF8.GetBytes(anomaly.Anomaly.Entity);
        List<ContextLine> earlier = [], later = [];
        Add(own, Enumerable.Range(0, anomaly.LogLine).Reverse(), before, -1, earlier);
        Add(own, Enumerable.Range(anomaly.LogLine + 1, own.Count - anomaly.LogLine - 1), after, 1, later);
        Gather(anomaly, finder, isAfter: false, before, earlier);
        Gather(anomaly, finder, isAfter: true, after, later);
        earlier.Reverse();
        return [.. earlier, Line(own, anomaly.LogLine, 0), .. later];

        void Gather(StoredAnomaly around, LineFinder lines, bool isAfter, int most, List<ContextLine> found)
        {
            if (found.Count >= most)
                return;
            foreach (long position in log.Around(around.Shard, around.LogPosition, isAfter, MostEntries))
            {
                cancellation.ThrowIfCancellationRequested();
                if (position == around.LogPosition || lines.Entry(position) is not { } entry)
                    continue;
                IEnumerable<int> places = Enumerable.Range(0, entry.Count);
                Add(entry, isAfter ? places : places.Reverse(), most, isAfter ? 1 : -1, found);
                if (found.Count >= most)
                    return;
            }
        }

        void Add(EntryLines entry, IEnumerable<int> places, int most, int step, List<ContextLine> found)
        {
            foreach (int place in places)
            {
                if (found.Count >= most)
                    return;
                if (entry.Entity(place).SequenceEqual(entity))
                    found.Add(Line(entry, place, step * (found.Count + 1)));
            }
        }
    }

    private static ContextLine Line(EntryLines entry, int line, int offset) =>
        new(offset, entry.Origin, entry.Position(line), entry.Arrived, entry.Text(line));
}
