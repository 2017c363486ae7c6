namespace ActorDetector.Actors.Stores;

/// <summary>The store cannot be used: it is damaged, of another version, or of another number of shards. The message says what to do.</summary>
public sealed class StoreException : Exception
{
    /// <summary>What is wrong and what to do.</summary>
    public StoreException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>Whether what was stored is damaged, and only beginning without it helps; else the cause may be mended.</summary>
    public bool IsDamage { get; init; }
}
