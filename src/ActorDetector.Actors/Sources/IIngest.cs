using ActorDetector.Actors.Lines;

namespace ActorDetector.Actors.Sources;

/// <summary>Takes lines from sources.</summary>
public interface IIngest
{
    /// <summary>Why <see cref="AcceptAsync"/> would wait, and lines that cannot are dropped: the shard log or the memory is full. None when it would
    /// not.</summary>
    DropReason Full { get; }

    /// <summary>Hands lines to their shards' logs; waits while they, or the memory, are full. When it is done the lines are durable, and the batch is the
    /// caller's again. Calls of one caller, one after the other, keep their order.</summary>
    /// <exception cref="IOException">The log cannot be written for good; some of the lines may have been accepted.</exception>
    ValueTask AcceptAsync(LineBatch batch, CancellationToken cancellation);
}
