namespace ActorDetector.Http.Clusters;

/// <summary>A cluster in figures, as far as its nodes tell of themselves.</summary>
/// <param name="Members">All nodes.</param>
/// <param name="Alive">Those that were heard of lately.</param>
/// <param name="Shards">All shards.</param>
/// <param name="Running">Those that judge lines.</param>
/// <param name="Balanced">Whether each shard is where it is to be, and no node that can have shards has two more than another.</param>
/// <param name="AcceptedPerSecond">Lines that were handed on, by the second, lately.</param>
/// <param name="JudgedPerSecond">Lines that were judged, by the second, lately.</param>
/// <param name="LagLines">About how many lines wait.</param>
/// <param name="LagSeconds">The longest lag of a shard.</param>
/// <param name="RefusedCommits">Commits that were refused, as another node had taken the shard.</param>
public sealed record ClusterTotalsAnswer(
    int Members, int Alive, int Shards, int Running, bool Balanced, double AcceptedPerSecond, double JudgedPerSecond, long LagLines, double LagSeconds, long RefusedCommits)
{
    internal static ClusterTotalsAnswer Of(IReadOnlyList<MemberAnswer> members, IReadOnlyList<ClusterShardAnswer> shards)
    {
        MemberAnswer[] alive = [.. members.Where(member => member.Alive)];
        return new(
            members.Count,
            alive.Length,
            shards.Count,
            shards.Count(shard => shard.State == "running"),
            IsBalanced([.. members.Where(member => member.Able)], shards),
            Math.Round(alive.Sum(member => member.AcceptedPerSecond ?? 0), 1),
            Math.Round(alive.Sum(member => member.JudgedPerSecond ?? 0), 1),
            shards.Sum(shard => shard.LagLines ?? 0),
            shards.Max(shard => shard.LagSeconds) ?? 0,
            shards.Sum(shard => shard.RefusedCommits ?? 0));
    }

    private static bool IsBalanced(IReadOnlyList<MemberAnswer> able, IReadOnlyList<ClusterShardAnswer> shards) =>
        able.Count > 0
        && able.Sum(member => member.Shards.Count) == shards.Count
        && able.Max(member => member.Shards.Count) - able.Min(member => member.Shards.Count) <= 1
        && shards.All(shard => shard.Owner == shard.Assigned);
}
