using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Clusters;

/// <summary>The tests of clusters, that share models, a broker and a database.</summary>
[CollectionDefinition(Name)]
public sealed class SharedCluster : ICollectionFixture<ServedFleet>, ICollectionFixture<ClusterEngines>
{
    public const string Name = "Clusters";
}
