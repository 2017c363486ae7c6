using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Sources.Files;

/// <content>What it tells.</content>
public sealed partial class FileSource
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "--files {Pattern}: there is no such file yet; it is read when it comes")]
    private partial void LogNothing(string pattern);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path}: cannot be read: {Reason}. It is tried again.")]
    private partial void LogUnreadable(string path, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Refusal}. It is not read on.")]
    private partial void LogRefused(string refusal);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Path}: was cut off or written anew; it is read from its start")]
    private partial void LogTruncated(string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} files wait because --max-files {Most} are followed: {Paths}")]
    private partial void LogWaiting(int count, int most, string paths);
}
