namespace ActorDetector.Tests.Http;

/// <summary>The tests that share a model.</summary>
[CollectionDefinition(Name)]
public sealed class TrainedModelTests : ICollectionFixture<TrainedModel>
{
    public const string Name = "http";
}
