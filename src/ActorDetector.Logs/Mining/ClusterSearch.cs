namespace ActorDetector.Logs.Mining;

/// <summary>Finds the cluster that a line belongs to: what tells one miner from another.</summary>
internal abstract class ClusterSearch
{
    /// <summary>The cluster that the line joins, or null.</summary>
    public abstract Cluster? Find(ReadOnlySpan<Token> tokens);

    /// <summary>Makes a cluster findable.</summary>
    public abstract void Add(Cluster cluster);

    /// <summary>Forgets a cluster.</summary>
    public abstract void Remove(Cluster cluster);

    /// <summary>Tells that a line joined a cluster that was found.</summary>
    public virtual void Joined(Cluster cluster, ReadOnlySpan<Token> tokens)
    {
    }
}
