using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Shards;

/// <content>What is logged.</content>
public sealed partial class ShardActor
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Shard {Shard} failed; it goes on from its last commit.")]
    private partial void LogFailed(Exception fault, int shard);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Shard {Shard} has halted: {Trouble}")]
    private partial void LogHalted(int shard, string trouble);

    [LoggerMessage(Level = LogLevel.Information, Message = "Shard {Shard} was taken in epoch {Epoch}, at position {Position}.")]
    private partial void LogTaken(int shard, long epoch, long position);

    [LoggerMessage(Level = LogLevel.Information, Message = "Shard {Shard} was given up in epoch {Epoch}, at position {Position}.")]
    private partial void LogGivenUp(int shard, long epoch, long position);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason}")]
    private partial void LogLost(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shard {Shard} begins anew without its open sessions, as --reset-damaged-shards says: {Reason}")]
    private partial void LogReset(int shard, string reason);
}
