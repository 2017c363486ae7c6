using Microsoft.Extensions.Logging;

namespace ActorDetector.Storage.Sqlite;

internal sealed partial class DatabaseWriter
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Store: {Trouble}")]
    private partial void LogTrouble(string trouble);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Store: {Path} can be written again")]
    private partial void LogTroubleOver(string path);
}
