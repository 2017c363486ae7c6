using ActorDetector.Actors.Stores;

namespace ActorDetector.Storage;

/// <summary>The whole store of a node.</summary>
public interface IStore : IShardStore, INodeStore, IAsyncDisposable;
