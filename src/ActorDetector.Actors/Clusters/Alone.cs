using ActorDetector.Actors.Shards;

namespace ActorDetector.Actors.Clusters;

/// <summary>The only node: all shards are here, and it does all there is to do.</summary>
internal sealed class Alone : IShardPlacing, ILeadership
{
    public bool IsShared => false;

    public long? Lease => 0;

    public string? WantedModel => null;

    public bool IsInLine(int shard) => true;

    public bool IsHere(int shard) => true;
}
