using ActorDetector.Actors.Ingest;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.ShardLogs.Embedded;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Stores;

namespace ActorDetector.SystemTests.Nodes.Made;

/// <summary>What a test's node is made of.</summary>
internal sealed record NodePlan(string Folder, string Model)
{
    public const int DefaultShards = 4;

    public ShardOptions Shards { get; init; } = new();

    public ShardLogOptions Log { get; init; } = new() { LogSync = LogSync.Never };

    public IngestOptions Ingest { get; init; } = new();

    public int CommitLines { get; init; } = 16_384;

    public int ModelActors { get; init; } = 2;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public long? MaxMemory { get; init; }

    public Func<long> UsedMemory { get; init; } = () => 0;

    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public IReadOnlyList<ISink> Sinks { get; init; } = [];

    /// <summary>What is put between the shards and their store.</summary>
    public Func<IShardStore, IShardStore> Hook { get; init; } = store => store;

    /// <summary>What is put between the node and its shard log.</summary>
    public Func<IShardLog, IShardLog> LogHook { get; init; } = log => log;

    /// <summary>The cluster that it is a node of.</summary>
    public ToldCluster? Cluster { get; init; }

    public string StoreFile => Path.Combine(Folder, "store.db");

    public string LogFolder => Path.Combine(Folder, "log");

    public string ModelsFolder => Path.Combine(Folder, "models");
}
