namespace ActorDetector.Actors.Clusters;

/// <summary>What a node does about each shard, from the cluster as it knows it. Immutable and pure.</summary>
public sealed class Placing
{
    // Given back at once: so that a shard waits for no more than a few others to be restored at their new nodes; of very many a part, so that all are there in time.
    private const int MostLeaving = 8;

    // Nobody stands by for a shard that was just assigned, so that its new node is the next in line when it is given back.
    private static readonly TimeSpan Clearing = TimeSpan.FromSeconds(4);

    private readonly bool[] _isInLine;
    private readonly bool[] _isHere;

    private Placing(bool[] isInLine, bool[] isHere, StandBys? standBys) => (_isInLine, _isHere, StandBys) = (isInLine, isHere, standBys);

    /// <summary>Who stands by for each shard; null where that was not asked.</summary>
    public StandBys? StandBys { get; }

    /// <summary>A node that does not know the cluster, or does not detect: it has no shards.</summary>
    public static Placing Nothing(int shards) => new(new bool[shards], new bool[shards], null);

    /// <summary>What a node does.</summary>
    /// <param name="view">The cluster.</param>
    /// <param name="node">The node.</param>
    /// <param name="known">Who stood by before, which is known to be the same while no node comes or goes.</param>
    public static Placing Of(ClusterView view, string node, StandBys? known = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        HashSet<string> able = [.. view.Members.Where(ShardAssignment.IsAble).Select(member => member.Node)];
        StandBys standBys = known?.AreOf(able) == true ? known : new StandBys(able, view.Shards.Count);
        bool[] isInLine = new bool[view.Shards.Count], isHere = new bool[view.Shards.Count];
        int mayLeave = Math.Max(MostLeaving, view.Shards.Count(place => place.Owner == node && IsLeaving(place)) / MostLeaving), leaving = 0;
        foreach (ShardPlace place in view.Shards)
        {
            bool isOthers = IsLeaving(place);
            // One that was given back and is not taken yet counts as well.
            bool stays = isOthers && place.Owner == node && (place.AssignedFor < ClusterTimes.Notice || ++leaving > mayLeave);
            isHere[place.Shard] = !isOthers || stays;
            isInLine[place.Shard] = place.Assigned == node || stays
                || (able.Contains(node) && !(isOthers && place.AssignedFor < Clearing) && (!able.Contains(place.Assigned) || standBys.Has(place.Shard, node, place.Assigned)));
        }

        return new(isInLine, isHere, standBys);

        bool IsLeaving(ShardPlace place) => place.Assigned != node && able.Contains(place.Assigned) && place.AssignedFor <= ClusterTimes.HandOver;
    }

    /// <summary>Whether the node waits to be offered a shard.</summary>
    public bool IsInLine(int shard) => _isInLine[shard];

    /// <summary>Whether the node takes a shard that it is offered, and keeps one that it has.</summary>
    public bool IsHere(int shard) => _isHere[shard];
}
