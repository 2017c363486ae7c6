namespace ActorDetector.Actors.Clusters;

/// <summary>A node of a cluster.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Run">The run of it: another one each time that it is started.</param>
/// <param name="Roles">What it does.</param>
/// <param name="Version">The version of its program.</param>
/// <param name="IsConnected">Whether it reaches the broker.</param>
/// <param name="IsDraining">Whether it gives its shards away: it is being stopped, or somebody asked for it.</param>
/// <param name="Report">What it tells of itself, as JSON: for people, nothing is decided by it.</param>
public sealed record Member(string Node, Guid Run, NodeRoles Roles, string Version, bool IsConnected, bool IsDraining, string Report)
{
    /// <summary>How long ago it was heard of last, by the store's clock.</summary>
    public TimeSpan Silence { get; init; }

    /// <summary>Whether it was heard of within <see cref="ClusterTimes.Silence"/>.</summary>
    public bool IsAlive => Silence < ClusterTimes.Silence;
}
