using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Ingest;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Sources;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection.Rules;
using ActorDetector.Logs.Reading;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Nodes;

/// <summary>What a node is made of.</summary>
public sealed record NodeParts
{
    /// <summary>The folder of the model bundle that is to judge.</summary>
    public required string Model { get; init; }

    /// <summary>Where copies of bundles are kept.</summary>
    public required string ModelsFolder { get; init; }

    /// <summary>Memory for remembered predictions in MiB.</summary>
    public int CacheMegabytes { get; init; } = 64;

    /// <summary>The longest line in bytes that its faces take.</summary>
    public int MaxLineBytes { get; init; } = new ReadingOptions().MaxLineBytes;

    /// <summary>How it runs.</summary>
    public NodeOptions Options { get; init; } = new();

    /// <summary>How sessions are kept.</summary>
    public ShardOptions Shards { get; init; } = new();

    /// <summary>Which entity a line belongs to.</summary>
    public IngestOptions Ingest { get; init; } = new();

    /// <summary>What is known to be bad.</summary>
    public RuleOptions Rules { get; init; } = new();

    /// <summary>The logs of the shards. The node owns it.</summary>
    public required IShardLog ShardLog { get; init; }

    /// <summary>Where shards keep what they know.</summary>
    public required IShardStore ShardStore { get; init; }

    /// <summary>Where the node keeps all else.</summary>
    public required INodeStore NodeStore { get; init; }

    /// <summary>The cluster that it is a node of; null when it is the only one.</summary>
    public ClusterParts? Cluster { get; init; }

    /// <summary>Where lines come from, besides the faces.</summary>
    public IReadOnlyList<ISource> Sources { get; init; } = [];

    /// <summary>Where anomalies are told.</summary>
    public IReadOnlyList<ISink> Sinks { get; init; } = [];

    /// <summary>The node's clock, and that of all its sources: what arrived when must not hang on a clock that is set.</summary>
    public SteadyTime Clock { get; init; } = new(TimeProvider.System);

    /// <summary>Tells how many bytes of the machine's memory the process has.</summary>
    public Func<long> UsedMemory { get; init; } = () => Environment.WorkingSet;

    /// <summary>How many actors make predictions: one for each core. No verdict hangs on it.</summary>
    public int ModelActors { get; init; } = Environment.ProcessorCount;

    /// <summary>Makes logs.</summary>
    public required ILoggerFactory Logs { get; init; }
}
