namespace ActorDetector.SystemTests.Processes;

/// <summary>The tests that share a trained model.</summary>
[CollectionDefinition(Name)]
public sealed class FleetTests : ICollectionFixture<TrainedFleet>
{
    public const string Name = "A trained fleet";
}
