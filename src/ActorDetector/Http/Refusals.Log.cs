using Microsoft.Extensions.Logging;

namespace ActorDetector.Http;

/// <content>What is logged.</content>
internal sealed partial class Refusals
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} met a fault of the program itself")]
    private partial void LogFault(string method, string path, Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} met a fault of a disk or a connection of the node")]
    private partial void LogDiskFault(string method, string path, Exception fault);
}
