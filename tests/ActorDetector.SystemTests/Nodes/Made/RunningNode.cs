using System.Text;
using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Nodes;
using ActorDetector.Actors.ShardLogs.Embedded;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection;
using ActorDetector.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorDetector.SystemTests.Nodes.Made;

/// <summary>A node on a folder, and what a test asks of it.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    // Far ahead: no session is closed by the clock unless a test means it.
    private static readonly long Arrival = new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private readonly SqliteStore _store;

    private RunningNode(Node node, SqliteStore store) => (Node, _store) = (node, store);

    public Node Node { get; }

    public INodeStore Store => _store;

    public NodeStatus Status => Node.Status;

    public static async Task<RunningNode> StartAsync(NodePlan plan)
    {
        Directory.CreateDirectory(plan.Folder);
        var time = new SteadyTime(plan.Time);
        SqliteStore store = SqliteStore.Open(plan.StoreFile, plan.Shards.Shards ?? NodePlan.DefaultShards, new StoreOptions(), time, NullLogger.Instance);
        try
        {
            Node node = await Actors.Nodes.Node.StartAsync(
                new NodeParts
                {
                    Model = plan.Model,
                    ModelsFolder = plan.ModelsFolder,
                    CacheMegabytes = 8,
                    ModelActors = plan.ModelActors,
                    Options = new NodeOptions { CommitLines = plan.CommitLines, DrainTimeout = plan.DrainTimeout, MaxMemory = plan.MaxMemory },
                    UsedMemory = plan.UsedMemory,
                    Shards = plan.Shards,
                    Ingest = plan.Ingest,
                    ShardLog = plan.LogHook(new EmbeddedShardLog(plan.LogFolder, plan.Shards.Shards ?? NodePlan.DefaultShards, plan.Log, time, NullLogger.Instance)),
                    ShardStore = plan.Hook(store),
                    NodeStore = store,
                    Cluster = plan.Cluster is { } cluster
                        ? new ClusterParts { Node = ToldCluster.Node, Run = Guid.NewGuid(), Version = "", Store = cluster, Bundles = cluster }
                        : null,
                    Sinks = plan.Sinks,
                    Clock = time,
                    Logs = NullLoggerFactory.Instance,
                },
                CancellationToken.None);
            return new RunningNode(node, store);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Hands lines on, in batches, from a position on.</summary>
    public async Task FeedAsync(IEnumerable<string> lines, int batch, long from = 1, string producer = "made", long? arrived = null, string source = "made", string origin = "made.log")
    {
        var filled = new LineBatch();
        foreach (string[] some in lines.Chunk(batch))
        {
            filled.Clear(source, origin, producer, arrived ?? (Arrival + from));
            foreach (string line in some)
                filled.Add(Encoding.UTF8.GetBytes(line), from++);
            await Node.Ingest.AcceptAsync(filled, CancellationToken.None);
        }
    }

    /// <summary>Waits until so many lines are counted, those before this start and repeats too.</summary>
    public Task SettledAsync(long lines) => Until(() => Count("lines") + Count("repeats") >= lines);

    public Task Until(Func<bool> holds) => Eventually.IsTrue(holds, () => $"{string.Join('\n', Counters())}\n{string.Join('\n', Status.Conditions)}");

    /// <summary>The sum of a kind's counters.</summary>
    public long Count(string kind, string? reason = null) => Status.Shards.SelectMany(shard => shard.Counters)
        .Where(counter => counter.Key.Kind == kind && (reason is null || counter.Key.Reason == reason)).Sum(counter => counter.Value);

    /// <summary>The counters of all shards together, as text.</summary>
    public string[] Counters() => [.. Status.Shards.SelectMany(shard => shard.Counters).GroupBy(counter => counter.Key)
        .Select(counter => $"{counter.Key.Source} {counter.Key.Kind} {counter.Key.Reason} {counter.Sum(one => one.Value)}").Order(StringComparer.Ordinal)];

    /// <summary>All anomalies, in the order of their ids.</summary>
    public async Task<Anomaly[]> AnomaliesAsync()
    {
        List<Anomaly> found = [];
        long last = 0;
        while (await _store.ReadAnomaliesAsync(last, 1000, CancellationToken.None) is { Count: > 0 } page)
        {
            found.AddRange(page.Select(stored => stored.Anomaly));
            last = page[^1].Number;
        }

        return [.. found.OrderBy(anomaly => anomaly.Id, StringComparer.Ordinal)];
    }

    /// <summary>All anomalies to the last field, as text.</summary>
    public async Task<string[]> VerdictsAsync() => [.. (await AnomaliesAsync()).Select(TextOf)];

    public static string TextOf(Anomaly anomaly) => Encoding.UTF8.GetString(AnomalyJson.ToBytes(anomaly));

    /// <summary>In = events + skipped + dropped.</summary>
    public void ShouldAccountFor(long lines)
    {
        Count("lines").ShouldBe(lines);
        (Count("events") + Count("skipped") + Count("dropped")).ShouldBe(lines);
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await _store.DisposeAsync();
    }
}
