namespace ActorDetector.Actors.Clusters;

/// <summary>At which nodes shards are to be: balanced within one, with as few moves as that needs. Pure: the same cluster gives the same answer.</summary>
public static class ShardAssignment
{
    /// <summary>Whether a node can have shards.</summary>
    public static bool IsAble(Member member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return member is { IsAlive: true, IsConnected: true, IsDraining: false } && member.Roles.HasFlag(NodeRoles.Detect);
    }

    /// <summary>The shards whose assignment is to be said, with their nodes; none when no node can have shards.</summary>
    public static IReadOnlyDictionary<int, string> Changes(ClusterView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        string[] able = [.. view.Members.Where(IsAble).Select(member => member.Node).Order(StringComparer.Ordinal)];
        if (able.Length == 0)
            return new Dictionary<int, string>();
        Dictionary<string, List<int>> held = able.ToDictionary(node => node, _ => new List<int>(), StringComparer.Ordinal);
        List<int> free = [];
        foreach (ShardPlace place in view.Shards.OrderBy(place => place.Shard))
        {
            // One whose node is gone, or did not come for it, is where it was taken over.
            string at = held.ContainsKey(place.Owner) && (!held.ContainsKey(place.Assigned) || IsOverdue(place)) ? place.Owner : place.Assigned;
            (held.GetValueOrDefault(at) ?? free).Add(place.Shard);
        }

        // Those that have most keep one more where they do not come out even.
        (int least, int more) = Math.DivRem(view.Shards.Count, able.Length);
        string[] byHeld = [.. able.OrderByDescending(node => held[node].Count)];
        Dictionary<string, int> part = byHeld.Select((node, place) => (node, most: least + (place < more ? 1 : 0))).ToDictionary(one => one.node, one => one.most, StringComparer.Ordinal);
        foreach (string node in able)
        {
            int most = part[node];
            free.AddRange(held[node].Skip(most));
            held[node].RemoveRange(Math.Min(most, held[node].Count), Math.Max(0, held[node].Count - most));
        }

        free.Sort();
        int next = 0;
        foreach (string node in able)
        {
            while (held[node].Count < part[node])
                held[node].Add(free[next++]);
        }

        // What is overdue is said again, even of the same node, while the owner can still hand it over: that begins anew.
        HashSet<string> present = [.. view.Members.Where(member => member is { IsAlive: true, IsConnected: true }).Select(member => member.Node)];
        Dictionary<int, ShardPlace> before = view.Shards.ToDictionary(place => place.Shard);
        return held.SelectMany(pair => pair.Value.Select(shard => (shard, node: pair.Key)))
            .Where(one => before[one.shard].Assigned != one.node || (IsOverdue(before[one.shard]) && present.Contains(before[one.shard].Owner)))
            .OrderBy(one => one.shard)
            .ToDictionary(one => one.shard, one => one.node);
    }

    // It was not handed over in time. Or it was taken from the node that had it: then that one is dead or cut off, which is known when it has been silent for long enough;
    // until then it counts as having what it had, lest it be given more.
    private static bool IsOverdue(ShardPlace place) => place.Owner != place.Assigned && place.AssignedFor > ClusterTimes.HandOver
        && (place.OwnedFor >= place.AssignedFor || place.OwnedFor > ClusterTimes.Silence + ClusterTimes.Beat + ClusterTimes.Beat);
}
