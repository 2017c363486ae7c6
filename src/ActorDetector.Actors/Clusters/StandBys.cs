using System.Text;
using ActorDetector.Actors.Shards;

namespace ActorDetector.Actors.Clusters;

/// <summary>Which nodes stand by for each shard: they take it at once when its node is gone. Immutable and pure.</summary>
/// <remarks>Each shard has others, so that what a dead node had is spread over those that are left: by highest random weight (Thaler and Ravishankar,
/// IEEE/ACM Transactions on Networking 1998).</remarks>
public sealed class StandBys
{
    /// <summary>How many stand by for a shard: every node of a cluster of a few, and not thousands of consumers for each queue of a large one.</summary>
    public const int Most = 3;

    private readonly HashSet<string> _able;
    private readonly string[][] _first; // by shard, one more than stand by: the shard's own node may be among them

    /// <summary>Those of a cluster.</summary>
    /// <param name="able">The nodes that can have shards.</param>
    /// <param name="shards">How many shards there are.</param>
    public StandBys(IEnumerable<string> able, int shards)
    {
        _able = [.. able];
        (string Node, ulong Hash)[] hashed = [.. _able.Order(StringComparer.Ordinal).Select(node => (node, ShardHash.Of(Encoding.UTF8.GetBytes(node))))];
        _first = new string[shards][];
        ulong[] weights = new ulong[hashed.Length];
        int[] places = new int[hashed.Length];
        for (int shard = 0; shard < shards; shard++)
        {
            for (int i = 0; i < hashed.Length; i++)
                (weights[i], places[i]) = (ulong.MaxValue - Weight(shard, hashed[i].Hash), i);
            Array.Sort(weights, places);
            _first[shard] = [.. places.Take(Most + 1).Select(place => hashed[place].Node)];
        }
    }

    /// <summary>Whether these are the nodes that can have shards.</summary>
    public bool AreOf(IReadOnlySet<string> able)
    {
        ArgumentNullException.ThrowIfNull(able);
        return _able.SetEquals(able);
    }

    /// <summary>Whether a node stands by for a shard.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="node">The node.</param>
    /// <param name="assigned">The node that has it, which needs not stand by.</param>
    public bool Has(int shard, string node, string assigned)
    {
        int before = 0;
        foreach (string other in _first[shard])
        {
            if (other == assigned)
                continue;
            if (other == node)
                return before < Most;
            before++;
        }

        return false;
    }

    // The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): names differ in a last character only.
    private static ulong Weight(int shard, ulong node)
    {
        ulong mixed = node + ((ulong)(shard + 1) * 0x9E3779B97F4A7C15);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
