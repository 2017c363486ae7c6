using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Actors.Shards;

/// <summary>How sessions are kept.</summary>
public sealed record ShardOptions
{
    /// <summary>Into how many shards entities are divided; fixed when the data folder, or the cluster, is made. Default 4; 64 in a cluster.</summary>
    [Description("Into how many shards entities are divided; fixed when the data folder, or the cluster, is made (default: 4; 64 in a cluster)")]
    [Range(1, 1024)]
    public int? Shards { get; init; }

    /// <summary>Most sessions in memory; of more, those without a line for longest wait in the store. Default 200,000.</summary>
    [Description("Most sessions in memory; of more, those without a line for longest wait in the store")]
    [Range(1, 100_000_000)]
    public int MaxResident { get; init; } = 200_000;

    /// <summary>Time without a line after which a session is over, by arrival. Default: ten minutes for sessions that end by themselves, never for
    /// endless ones.</summary>
    [Description("Time without a line after which a session is over, by the clock (default: 10m for sessions that end by themselves, never for endless ones)")]
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan? CloseAfter { get; init; }

    /// <summary>Whether a shard whose checkpoint is damaged begins anew, without its open sessions. Default false: it halts, and its lines wait.</summary>
    [Description("Let a shard whose checkpoint is damaged begin anew without its open sessions (default: it halts, and its lines wait)")]
    public bool ResetDamagedShards { get; init; }
}
