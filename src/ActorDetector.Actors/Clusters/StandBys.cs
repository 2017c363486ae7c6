using System.Text;
using ActorDetector.Actors.Shards;

namespace ActorDetector.Actors.Clusters;

/// <summary>Which nodes stand by for a shard: they take it at once when its node is gone. Pure.</summary>
/// <remarks>Each shard has others, so that what a dead node had is spread over those that are left: by highest random weight (Thaler and Ravishankar,
/// IEEE/ACM Transactions on Networking 1998).</remarks>
public static class StandBys
{
    /// <summary>How many stand by for a shard: every node of a cluster of a few, and not thousands of consumers for each queue of a large one.</summary>
    public const int Most = 3;

    /// <summary>Whether a node stands by for a shard.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="node">The node.</param>
    /// <param name="assigned">The node that has it, which needs not stand by.</param>
    /// <param name="able">The nodes that can have shards.</param>
    public static bool Has(int shard, string node, string assigned, IReadOnlyCollection<string> able)
    {
        ArgumentNullException.ThrowIfNull(able);
        if (node == assigned || !able.Contains(node))
            return false;
        ulong own = Weight(shard, node);
        int before = able.Count(other => other != assigned && other != node && Weight(shard, other) is var weight && (weight > own || (weight == own && string.CompareOrdinal(other, node) < 0)));
        return before < Most;
    }

    // The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): names differ in a last character only.
    private static ulong Weight(int shard, string node)
    {
        ulong mixed = ShardHash.Of(Encoding.UTF8.GetBytes(node)) + ((ulong)(shard + 1) * 0x9E3779B97F4A7C15);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
