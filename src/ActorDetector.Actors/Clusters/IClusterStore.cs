namespace ActorDetector.Actors.Clusters;

/// <summary>What the nodes of a cluster know of each other. All times are measured by the store's own clock.</summary>
public interface IClusterStore
{
    /// <summary>Makes a node a member, or says that it still is one, in one round trip; gives the cluster as it is then. A run that begins takes the place of an
    /// earlier run of the same name, and ends a draining that was asked for.</summary>
    /// <param name="member">The node; its draining is added to what was asked for.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ClusterException">A later run has this name: this one must end.</exception>
    ValueTask<ClusterView> BeatAsync(Member member, CancellationToken cancellation);

    /// <summary>The cluster as it is, for who is no member.</summary>
    ValueTask<ClusterView> ViewAsync(CancellationToken cancellation);

    /// <summary>Takes a node out, and gives its lease back if it has it; nothing when a later run has its name.</summary>
    ValueTask LeaveAsync(string node, Guid run, CancellationToken cancellation);

    /// <summary>Takes the lease of the coordinator, or renews it.</summary>
    /// <returns>Its number, which is higher for each holder; null when another run has it.</returns>
    ValueTask<long?> LeadAsync(string node, Guid run, TimeSpan term, CancellationToken cancellation);

    /// <summary>Says where shards are to be.</summary>
    /// <param name="lease">The number of the coordinator's lease.</param>
    /// <param name="nodes">The node by shard, of those that change.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether it was said; not when there is a later lease.</returns>
    ValueTask<bool> AssignAsync(long lease, IReadOnlyDictionary<int, string> nodes, CancellationToken cancellation);

    /// <summary>Asks a node to give its shards away, until it is started again or <see cref="RebalanceAsync"/>.</summary>
    /// <returns>Whether there is such a node.</returns>
    ValueTask<bool> DrainAsync(string node, CancellationToken cancellation);

    /// <summary>Lets all nodes have their part of the shards again.</summary>
    ValueTask RebalanceAsync(CancellationToken cancellation);

    /// <summary>Asks the coordinator to let another model judge.</summary>
    ValueTask WantModelAsync(string version, CancellationToken cancellation);

    /// <summary>Says that a model that was asked for judges now: it is asked for no longer.</summary>
    /// <param name="lease">The number of the coordinator's lease; nothing is changed when there is a later one.</param>
    /// <param name="version">The model.</param>
    /// <param name="cancellation">Ends it.</param>
    ValueTask ModelIsLiveAsync(long lease, string version, CancellationToken cancellation);

    /// <summary>Says that the queues of the shard log were made.</summary>
    ValueTask SetLogMadeAsync(CancellationToken cancellation);

    /// <summary>Whether the queues of the shard log were made once: one that is missing then was deleted.</summary>
    ValueTask<bool> IsLogMadeAsync(CancellationToken cancellation);
}
