namespace ActorDetector.Actors.Sources;

/// <summary>Remembers where sources are in what they read, across restarts.</summary>
/// <remarks>What is remembered may lag behind what was accepted: sources then hand lines on again, and shards know the repeats by their
/// positions.</remarks>
public interface ISourceMemory
{
    /// <summary>All that a source remembered: opaque bytes by key.</summary>
    ValueTask<IReadOnlyDictionary<string, byte[]>> RecallAsync(string source, CancellationToken cancellation);

    /// <summary>Remembers, in one transaction; a null value forgets its key.</summary>
    ValueTask RememberAsync(string source, IReadOnlyCollection<KeyValuePair<string, byte[]?>> changes, CancellationToken cancellation);
}
