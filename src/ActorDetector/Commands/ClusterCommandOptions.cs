using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.CommandLine;

namespace ActorDetector.Commands;

/// <summary>How a cluster is asked, waited for and shown.</summary>
public sealed record ClusterCommandOptions
{
    /// <summary>File with the bearer token that the node wants; the environment variable ACTORDETECTOR_HTTP_TOKEN may hold it instead. Default none.</summary>
    [Description("File with the bearer token that the node wants (or the token itself in ACTORDETECTOR_HTTP_TOKEN)")]
    [ValueName("FILE")]
    public string? HttpTokenFile { get; init; }

    /// <summary>Whether status shows each shard too. Default false.</summary>
    [Description("Show each shard too")]
    public bool ShowShards { get; init; }

    /// <summary>Whether the node's answer is written as it came. Default false.</summary>
    [Description("Write the node's answer as it came, in JSON")]
    public bool Json { get; init; }

    /// <summary>Whether drain and rebalance end before the shards have moved. Default false.</summary>
    [Description("Do not wait until the shards have moved")]
    public bool NoWait { get; init; }

    /// <summary>Longest that shards may take to move. Default 2 minutes.</summary>
    [Description("Longest that drain and rebalance wait until the shards have moved, as 2m")]
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan Wait { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Longest that an answer may take. Default 10 seconds.</summary>
    [Description("Longest that an answer of the node may take, as 10s")]
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan AskTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
