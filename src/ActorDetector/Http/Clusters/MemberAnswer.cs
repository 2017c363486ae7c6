using ActorDetector.Actors.Clusters;

namespace ActorDetector.Http.Clusters;

/// <summary>A node of a cluster.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Roles">What it does: ingest, detect, coordinate, web.</param>
/// <param name="Version">The version of its program.</param>
/// <param name="Alive">Whether it was heard of lately.</param>
/// <param name="SilenceSeconds">How long ago it was heard of last.</param>
/// <param name="BrokerConnected">Whether it reaches the broker.</param>
/// <param name="Draining">Whether it gives its shards away.</param>
/// <param name="Able">Whether it can have shards: it is alive, reaches the broker, does not drain, and its roles have detect.</param>
/// <param name="Ready">Whether it takes lines and judges them; null, as what follows, when what it tells of itself cannot be understood.</param>
/// <param name="Model">The version of the model that it knows as live.</param>
/// <param name="AcceptedPerSecond">Lines that its sources handed on, by the second, lately.</param>
/// <param name="JudgedPerSecond">Lines that its shards judged, by the second, lately.</param>
/// <param name="Conditions">What is wrong with it.</param>
/// <param name="Shards">The shards that it has.</param>
public sealed record MemberAnswer(
    string Node,
    IReadOnlyList<string> Roles,
    string Version,
    bool Alive,
    double SilenceSeconds,
    bool BrokerConnected,
    bool Draining,
    bool Able,
    bool? Ready,
    string? Model,
    double? AcceptedPerSecond,
    double? JudgedPerSecond,
    IReadOnlyList<string> Conditions,
    IReadOnlyList<int> Shards)
{
    internal static MemberAnswer Of(Member member, NodeReport? report, IReadOnlyList<ShardPlace> shards) => new(
        member.Node,
        RoleNames.Of(member.Roles),
        member.Version,
        member.IsAlive,
        Math.Round(member.Silence.TotalSeconds, 1),
        member.IsConnected,
        member.IsDraining,
        ShardAssignment.IsAble(member),
        report?.IsReady,
        report?.Model,
        report?.AcceptedPerSecond,
        report?.JudgedPerSecond,
        report?.Conditions ?? [],
        [.. shards.Where(place => place.Owner == member.Node).Select(place => place.Shard)]);
}
