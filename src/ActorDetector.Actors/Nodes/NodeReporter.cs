using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.Shards;

namespace ActorDetector.Actors.Nodes;

/// <summary>Makes a node's report, with the rates since a while ago. Not for two threads at once.</summary>
internal sealed class NodeReporter(IShardLog log, TimeProvider time)
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(5);

    private readonly Queue<(long At, long Accepted, IReadOnlyDictionary<int, (long Lines, long Position)> Shards)> _past = [];

    /// <summary>The report of a node as it is.</summary>
    public NodeReport Report(NodeStatus status)
    {
        ShardStatus[] here = [.. status.Shards.Where(shard => shard.State != ShardState.Elsewhere)];
        long now = time.GetTimestamp(), accepted = status.Sources.Sum(source => source.Accepted);
        _past.Enqueue((now, accepted, here.ToDictionary(shard => shard.Shard, shard => (shard.Judged, shard.Position))));
        while (_past.Count > 1 && time.GetElapsedTime(_past.Peek().At) > Span)
            _past.Dequeue();
        (long at, long acceptedThen, IReadOnlyDictionary<int, (long Lines, long Position)> then) = _past.Peek();
        double seconds = Math.Max(0.1, time.GetElapsedTime(at, now).TotalSeconds);
        ShardReport[] shards = [.. here.Select(shard => Of(shard, then, seconds))];
        return new NodeReport(
            status.IsReady, status.Model, Rounded((accepted - acceptedThen) / seconds), Rounded(shards.Sum(shard => shard.LinesPerSecond)),
            [.. status.Conditions.Select(condition => $"{condition.Part}: {condition.Trouble}")], shards);
    }

    private ShardReport Of(ShardStatus shard, IReadOnlyDictionary<int, (long Lines, long Position)> then, double seconds)
    {
        (long lines, long position) = then.TryGetValue(shard.Shard, out (long, long) known) ? known : (shard.Judged, shard.Position);
        long? backlog = log.Backlog(shard.Shard);
        double each = shard.Position > position ? (double)(shard.Judged - lines) / (shard.Position - position) : 1;
        double lag = backlog > 0 && shard.LastArrived > 0 ? TimeSpan.FromTicks(Math.Max(0, time.GetUtcNow().UtcTicks - shard.LastArrived)).TotalSeconds : 0;
        return new ShardReport(
            shard.Shard, CounterName.Of(shard.State), shard.Epoch, shard.Model, backlog, (long)((backlog ?? 0) * each), Rounded(lag), Rounded(Math.Max(0, shard.Judged - lines) / seconds), shard.RefusedCommits);
    }

    private static double Rounded(double value) => Math.Round(value, 1);
}
