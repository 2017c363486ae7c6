namespace ActorDetector.Actors.ShardLogs;

/// <summary>A shard is this node's no longer: its connection was lost, or another node has it. What was not committed is dropped, and is read by who has it
/// now.</summary>
public sealed class ShardLostException : Exception
{
    /// <summary>Why it was lost.</summary>
    public ShardLostException(int shard, string reason, Exception? inner = null)
        : base($"Shard {shard} is this node's no longer: {reason}", inner)
    {
    }
}
