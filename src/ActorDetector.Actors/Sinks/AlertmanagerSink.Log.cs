using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Sinks;

/// <content>What is logged.</content>
public sealed partial class AlertmanagerSink
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Alerts that are not over could not be posted again: {Reason} They will be with the next --alert-repeat.")]
    private partial void LogNotRepeated(string reason);
}
