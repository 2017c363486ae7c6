using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Sinks;

/// <content>What is logged.</content>
public sealed partial class SinkRunner
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Sink {Sink} missed {Count} anomalies: the store let go of them before they were told (--retain-for, --retain-bytes).")]
    private partial void LogMissed(string sink, long count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sink {Sink} failed: {Reason} Anomalies wait in the store; next attempt in {Seconds:0.#} s.")]
    private partial void LogFailed(string sink, string reason, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sink {Sink} dropped anomaly {Id}, which stays in the store: {Reason}")]
    private partial void LogDropped(string sink, string id, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sink {Sink} failed: {Reason} The rest is told after the next start.")]
    private partial void LogUntold(string sink, string reason);
}
