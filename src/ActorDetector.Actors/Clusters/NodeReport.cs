using System.Text.Json;

namespace ActorDetector.Actors.Clusters;

/// <summary>What a node tells of itself, for people: nothing is decided by it.</summary>
/// <param name="IsReady">Whether lines are taken and judged.</param>
/// <param name="Model">The version of the model that it knows as live.</param>
/// <param name="AcceptedPerSecond">Lines that its sources handed on, by the second, lately.</param>
/// <param name="JudgedPerSecond">Lines that its shards judged, by the second, lately.</param>
/// <param name="Conditions">What is wrong.</param>
/// <param name="Shards">The shards that it has.</param>
public sealed record NodeReport(
    bool IsReady, string Model, double AcceptedPerSecond, double JudgedPerSecond, IReadOnlyList<string> Conditions, IReadOnlyList<ShardReport> Shards)
{
    private const double Most = 1e15; // more than a node can count in years, and sums of them are still exact

    /// <summary>The report of a member; null when it cannot be understood, as that of another version. What it leaves out is empty.</summary>
    public static NodeReport? TryRead(string? json)
    {
        try
        {
            return JsonSerializer.Deserialize<NodeReport>(json ?? "", JsonSerializerOptions.Web) is { } read && read.Whole() is { IsSane: true } report ? report : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsSane => IsCount(AcceptedPerSecond) && IsCount(JudgedPerSecond)
        && Shards.All(shard => IsCount(shard.Backlog ?? 0) && IsCount(shard.LagLines) && IsCount(shard.LagSeconds) && IsCount(shard.LinesPerSecond) && IsCount(shard.Refused));

    private static bool IsCount(double value) => value is >= 0 and <= Most;

    // A serializer does not mind what the compiler says may not be null.
    private NodeReport Whole() => this with
    {
        Model = Model ?? "",
        Conditions = [.. (Conditions ?? []).Where(condition => condition is not null)],
        Shards = [.. (Shards ?? []).Where(shard => shard is not null).DistinctBy(shard => shard.Shard).Select(shard => shard with { State = shard.State ?? "", Model = shard.Model ?? "" })],
    };
}
