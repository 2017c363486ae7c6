namespace ActorDetector.Actors.ShardLogs;

/// <summary>The shard log cannot be used: it is in use, damaged, of another version, or of another number of shards. The message says what to
/// do.</summary>
public sealed class ShardLogException : Exception
{
    /// <summary>What is wrong and what to do.</summary>
    public ShardLogException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
