namespace ActorDetector.SystemTests.Processes;

/// <summary>The tests of a running node, that share trained models.</summary>
[CollectionDefinition(Name)]
public sealed class ServingTests : ICollectionFixture<ServedFleet>
{
    public const string Name = "A served fleet";
}
