using System.Globalization;
using ActorDetector.Http.Clusters;

namespace ActorDetector.Output;

/// <summary>Shows a cluster to a person at the terminal.</summary>
internal static class ClusterTables
{
    private const string Unknown = "-";

    /// <summary>Writes its nodes, and what is wrong.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="withShards">Whether each shard is written too.</param>
    public static void Write(Terminal terminal, ClusterAnswer cluster, bool withShards)
    {
        terminal.Write(Nodes(cluster));
        if (withShards)
            terminal.Write(Shards(cluster));
        terminal.Line(cluster.Coordinator is { } coordinator ? $"Coordinator: {coordinator} (lease {cluster.Lease})" : "Coordinator: none");
        terminal.Line($"Model: {cluster.Model.Live}{(cluster.Model.Wanted is { } wanted ? $"; {wanted} was asked for and does not judge yet" : "")}");
        terminal.Line($"Shards: {cluster.Totals.Running} of {cluster.Totals.Shards} judge lines{(cluster.Totals.Balanced ? "" : "; not balanced")}");
        foreach (string wrong in Wrong(cluster))
            terminal.Line($"Wrong: {wrong}");
    }

    private static ResultTable Nodes(ClusterAnswer cluster)
    {
        ResultTable table = new(
            new ResultColumn("node"), new ResultColumn("roles"), new ResultColumn("state"), new ResultColumn("coordinator"), Number("shards"), Number("lines/s in"),
            Number("judged"), Number("lag lines"), Number("lag s"), new ResultColumn("version"));
        foreach (MemberAnswer member in cluster.Members)
        {
            ClusterShardAnswer[] shards = [.. cluster.Shards.Where(shard => shard.Owner == member.Node && shard.State is not null)];
            table.Add(
                member.Node,
                string.Join(", ", member.Roles),
                StateOf(member),
                member.Node == cluster.Coordinator ? "yes" : "",
                Figures.Count(member.Shards.Count),
                Count(member.AcceptedPerSecond),
                Count(member.JudgedPerSecond),
                Count(shards.Sum(shard => shard.LagLines)),
                Seconds(shards.Max(shard => shard.LagSeconds) ?? 0),
                member.Version);
        }

        return table;
    }

    private static ResultTable Shards(ClusterAnswer cluster)
    {
        ResultTable table = new(
            Number("shard"), new ResultColumn("owner"), new ResultColumn("assigned"), Number("epoch"), new ResultColumn("state"), Number("backlog"), Number("lag lines"), Number("lag s"),
            Number("lines/s"), Number("refused"));
        foreach (ClusterShardAnswer shard in cluster.Shards)
        {
            table.Add(
                Figures.Count(shard.Shard),
                shard.Owner ?? Unknown,
                shard.Assigned ?? Unknown,
                Figures.Count(shard.Epoch),
                shard.State ?? Unknown,
                Count(shard.Backlog),
                Count(shard.LagLines),
                Seconds(shard.LagSeconds),
                Count(shard.LinesPerSecond),
                Count(shard.RefusedCommits));
        }

        return table;
    }

    private static string StateOf(MemberAnswer member) => member switch
    {
        { Alive: false } => $"silent {Seconds(member.SilenceSeconds)} s",
        { Draining: true } => "draining",
        { BrokerConnected: false } => "no broker",
        { Ready: false } => "not ready",
        _ => "alive",
    };

    private static IEnumerable<string> Wrong(ClusterAnswer cluster)
    {
        if (cluster.Trouble is { } trouble)
            yield return $"{cluster.Node}: {trouble}";
        if (cluster.Coordinator is null)
            yield return "no node coordinates: shards stay where they are, and sinks are told nothing";
        int free = cluster.Shards.Count(shard => shard.State is null);
        if (free > 0)
            yield return $"{Figures.Count(free)} shards: no node that is alive tells of them, and their lines may wait";
        foreach (MemberAnswer member in cluster.Members.Where(member => member.Alive))
        {
            if (member.Ready is null)
                yield return $"{member.Node}: what it tells of itself cannot be understood, as it may be another version";
            foreach (string condition in member.Conditions)
                yield return $"{member.Node}: {condition}";
        }
    }

    private static ResultColumn Number(string header) => new(header, IsNumber: true);

    private static string Count(double? number) => number is { } known ? Figures.Count((long)known) : Unknown;

    private static string Seconds(double? number) => number?.ToString("0.0", CultureInfo.InvariantCulture) ?? Unknown;
}
