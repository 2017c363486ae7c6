using System.Collections.Concurrent;
using System.Text;
using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Memory;
using ActorDetector.Actors.Nodes;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Sources;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection.Bundles;
using ActorDetector.Logs;
using ActorDetector.Tests.Output;

namespace ActorDetector.Tests.Http;

/// <summary>A node made by hand: it keeps what it takes in memory.</summary>
internal sealed class TestNode(ModelBundle model) : INode, IIngest
{
    public ConcurrentQueue<TakenLine> Taken { get; } = new();

    public int Batches { get; private set; }

    /// <summary>Calls that have come.</summary>
    public int Waiting { get; private set; }

    /// <summary>What accepting waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public DropReason Full { get; set; }

    public IOException? Broken { get; set; }

    public TestStore Kept { get; } = new();

    public IReadOnlyList<OpenSessionView> Open { get; set; } = [];

    public NodeStatus Status { get; set; } = new(
        IsReady: true, IsDraining: false, [], [], new ShardLogStatus(10, 1000, 5, false, null, 0, 0), [new SourceStatus("http", 3, 0, null)],
        [new SinkStatus("webhook", 4, 0, 9, 1, null)], [("shard 0", 2)], 7, 8, 0, 4096, model.Version, new LatencySnapshot([0.01, 0.1], [5, 2, 1], 0.75), new MemoryStatus(1L << 30, 4L << 30, false));

    public IIngest Ingest => this;

    public INodeStore Store => Kept;

    public IClusterStore? Cluster { get; set; }

    public int MaxLineBytes { get; init; } = model.Manifest.Settings.Reading.MaxLineBytes;

    public ModelBundle Model { get; private set; } = model;

    public string[] Texts => [.. Taken.Where(line => line.Reason.Length == 0).Select(line => line.Text)];

    public async ValueTask AcceptAsync(LineBatch batch, CancellationToken cancellation)
    {
        if (Broken is { } fault)
            throw fault;
        Waiting++;
        await Gate.WaitAsync(cancellation);
        batch.Count.ShouldBeLessThanOrEqualTo(LineBatch.MostLines);
        Batches++;
        for (int i = 0; i < batch.Count; i++)
        {
            Taken.Enqueue(new TakenLine(
                batch.Source, batch.Producer, batch.Origin, batch.Position(i), Encoding.Latin1.GetString(batch[i]), Encoding.UTF8.GetString(batch.Entity(i)), batch.Time(i), "", 1));
        }

        foreach (LineNote note in batch.Notes)
        {
            string reason = note.Skipped != SkipReason.None ? note.Skipped.ToString() : note.Dropped.ToString();
            Taken.Enqueue(new TakenLine(batch.Source, batch.Producer, batch.Origin, note.Position, "", "", 0, reason, note.Lines));
        }
    }

    public Task<IReadOnlyList<OpenSessionView>> FindOpenSessionsAsync(string? entity, int most, CancellationToken cancellation) =>
        Broken is { } fault ? Task.FromException<IReadOnlyList<OpenSessionView>>(fault) : Task.FromResult<IReadOnlyList<OpenSessionView>>([.. Open.Where(view => entity is null || view.Entity == entity).Take(most)]);

    public Task<IReadOnlyList<ContextLine>> FindContextAsync(StoredAnomaly anomaly, int before, int after, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ContextLine>>([.. Enumerable.Range(-before, before + after + 1).Select(i => new ContextLine(i, "hdfs.log", 1234 + i, anomaly.Arrived, $"line {i}"))]);

    public Task<ModelVersion> SwitchModelAsync(string path, CancellationToken cancellation)
    {
        ModelBundle next = BundleFolder.Read(path);
        if (next.Version == Model.Version)
            throw new ArgumentException("Its sessions are made by other rules: --session-id.", nameof(path));
        Model = next;
        return Task.FromResult(new ModelVersion(next.Version, path, DateTime.UnixEpoch.Ticks, []));
    }

    public static StoredAnomaly Anomaly(long number, string entity = "blk_1") =>
        new(number, 0, 0, 0, DateTime.UnixEpoch.Ticks + (number * TimeSpan.TicksPerSecond), SampleAnomaly.Of(id: $"a{number}", score: number) with { Entity = entity });
}
