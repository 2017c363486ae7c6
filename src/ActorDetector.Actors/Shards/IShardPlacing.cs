namespace ActorDetector.Actors.Shards;

/// <summary>Says which shards are to be at this node. For any number of threads.</summary>
internal interface IShardPlacing
{
    /// <summary>Whether other nodes may take shards.</summary>
    bool IsShared { get; }

    /// <summary>Whether this node waits for a shard: to have it, or to stand by.</summary>
    bool IsInLine(int shard);

    /// <summary>Whether this node takes a shard that it is offered, and keeps one that it has; else it is for another node, which is in line too.</summary>
    bool IsHere(int shard);
}
