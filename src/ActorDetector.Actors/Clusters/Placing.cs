namespace ActorDetector.Actors.Clusters;

/// <summary>What a node does about each shard, from the cluster as it knows it. Immutable and pure.</summary>
public sealed class Placing
{
    // Given back at once: so that a shard waits for no more than a few others to be restored at their new nodes.
    private const int MostLeaving = 8;

    private readonly bool[] _isInLine;
    private readonly bool[] _isHere;

    private Placing(bool[] isInLine, bool[] isHere) => (_isInLine, _isHere) = (isInLine, isHere);

    /// <summary>A node that does not know the cluster, or does not detect: it has no shards.</summary>
    public static Placing Nothing(int shards) => new(new bool[shards], new bool[shards]);

    /// <summary>What a node does.</summary>
    /// <param name="view">The cluster.</param>
    /// <param name="node">The node.</param>
    public static Placing Of(ClusterView view, string node)
    {
        ArgumentNullException.ThrowIfNull(view);
        HashSet<string> able = [.. view.Members.Where(ShardAssignment.IsAble).Select(member => member.Node)];
        bool[] isInLine = new bool[view.Shards.Count], isHere = new bool[view.Shards.Count];
        int leaving = 0;
        foreach (ShardPlace place in view.Shards)
        {
            bool isOthers = place.Assigned != node && able.Contains(place.Assigned) && place.AssignedFor <= ClusterTimes.HandOver;
            // One that was given back and is not taken yet counts as well.
            bool stays = isOthers && place.Owner == node && ++leaving > MostLeaving;
            isHere[place.Shard] = !isOthers || stays;
            isInLine[place.Shard] = place.Assigned == node || stays
                || (able.Contains(node) && (!able.Contains(place.Assigned) || StandBys.Has(place.Shard, node, place.Assigned, able)));
        }

        return new(isInLine, isHere);
    }

    /// <summary>Whether the node waits to be offered a shard.</summary>
    public bool IsInLine(int shard) => _isInLine[shard];

    /// <summary>Whether the node takes a shard that it is offered, and keeps one that it has.</summary>
    public bool IsHere(int shard) => _isHere[shard];
}
