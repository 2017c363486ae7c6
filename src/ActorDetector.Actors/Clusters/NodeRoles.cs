namespace ActorDetector.Actors.Clusters;

/// <summary>What a node of a cluster does.</summary>
[Flags]
public enum NodeRoles
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It takes lines: its sources run.</summary>
    Ingest = 1,

    /// <summary>It takes shards, and judges their lines.</summary>
    Detect = 2,

    /// <summary>It may be the coordinator, which also tells the sinks.</summary>
    Coordinate = 4,

    /// <summary>It answers people.</summary>
    Web = 8,

    /// <summary>All of it.</summary>
    All = Ingest | Detect | Coordinate | Web,
}
