namespace ActorDetector.Actors.Stores;

/// <summary>A commit of an owner that a later one has followed: it was refused, and nothing of it is stored.</summary>
public sealed class StaleEpochException : Exception
{
    /// <summary>A commit in an epoch that is over.</summary>
    public StaleEpochException(int shard, long epoch)
        : base($"Shard {shard} is no longer owned in epoch {epoch}: its state here is dropped.")
    {
    }
}
