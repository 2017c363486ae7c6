using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.ShardLogs.Embedded;

internal sealed partial class LogWriter
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The shard log cannot be written, sources wait: {Trouble}")]
    private static partial void LogTrouble(ILogger logger, string trouble);

    [LoggerMessage(Level = LogLevel.Information, Message = "The shard log in {Folder} is written again")]
    private static partial void LogRecovered(ILogger logger, string folder);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The shard log in {Folder} stopped writing")]
    private static partial void LogStopped(ILogger logger, Exception error, string folder);
}
