using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Nodes;
using ActorDetector.Actors.Stores;
using Microsoft.AspNetCore.Http;

namespace ActorDetector.Http.Clusters;

/// <summary>The cluster that the node is one of.</summary>
/// <param name="node">The node.</param>
/// <param name="time">Measures how long the store may take.</param>
internal sealed class ClusterRoutes(INode node, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The nodes, where the shards are, and how far they are behind. While the store does not answer: as this node knew it last.</summary>
    public async Task<ClusterAnswer> Get(CancellationToken cancellation)
    {
        (ClusterStatus status, IClusterStore store) = Place();
        (ClusterView view, string? trouble) = await ViewAsync(status, store, cancellation).ConfigureAwait(false);
        return ClusterAnswer.Of(status.Node, view, node.Model.Version, trouble);
    }

    /// <summary>Asks a node to give its shards to the others, until it is started again or shards are rebalanced. Answers at once: the shards move then.</summary>
    public async Task<ClusterAnswer> Drain(DrainedNode drained, CancellationToken cancellation)
    {
        (ClusterStatus status, IClusterStore store) = Place();
        if (string.IsNullOrWhiteSpace(drained.Node))
            throw new RefusalException(StatusCodes.Status400BadRequest, "The node is empty: give the name of one.");
        if (!await store.DrainAsync(drained.Node, cancellation).ConfigureAwait(false))
            throw new RefusalException(StatusCodes.Status404NotFound, $"There is no node '{drained.Node}': there are {string.Join(", ", status.View.Members.Select(member => member.Node))}.");
        return await Get(cancellation).ConfigureAwait(false);
    }

    /// <summary>Lets all nodes have their part of the shards again, also those that were asked to give theirs away. Answers at once: the shards move then.</summary>
    public async Task<ClusterAnswer> Rebalance(CancellationToken cancellation)
    {
        await Place().Store.RebalanceAsync(cancellation).ConfigureAwait(false);
        return await Get(cancellation).ConfigureAwait(false);
    }

    private (ClusterStatus Status, IClusterStore Store) Place() => node is { Status.Cluster: { } status, Cluster: { } store }
        ? (status, store)
        : throw new RefusalException(StatusCodes.Status404NotFound, "This node is the only one: it is no cluster's.");

    private async Task<(ClusterView View, string? Trouble)> ViewAsync(ClusterStatus status, IClusterStore store, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            return (await store.ViewAsync(either.Token).ConfigureAwait(false), status.Trouble);
        }
        catch (StoreException fault)
        {
            return (status.View, status.Trouble ?? fault.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (status.View, status.Trouble ?? $"the store did not answer within {Patience.TotalSeconds:0} s");
        }
    }
}
