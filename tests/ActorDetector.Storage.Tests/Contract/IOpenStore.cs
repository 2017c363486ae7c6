using ActorDetector.Actors.Stores;

namespace ActorDetector.Storage.Tests.Contract;

/// <summary>A store that is open, by its ports.</summary>
public interface IOpenStore : IAsyncDisposable
{
    IShardStore Shards { get; }

    INodeStore Node { get; }
}
