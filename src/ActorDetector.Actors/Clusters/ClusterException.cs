namespace ActorDetector.Actors.Clusters;

/// <summary>A node cannot be, or stay, a member of the cluster. The message says what to do.</summary>
public sealed class ClusterException : Exception
{
    /// <summary>What is wrong and what to do.</summary>
    public ClusterException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
