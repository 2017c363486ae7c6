using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.ShardLogs.Embedded;

public sealed partial class EmbeddedShardLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Cut {Bytes} bytes off the end of the shard log in {Folder}: they were never accepted")]
    private static partial void LogTorn(ILogger logger, long bytes, string folder);
}
