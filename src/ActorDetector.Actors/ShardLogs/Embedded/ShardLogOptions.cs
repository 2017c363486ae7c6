using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>How the embedded shard log keeps its entries.</summary>
public sealed record ShardLogOptions : IValidatableObject
{
    private const int MostSegments = 1024;

    /// <summary>When accepted entries are synced to the disk. Default always: a power cut takes nothing that was accepted. With interval it takes
    /// up to <see cref="LogSyncInterval"/> of entries, with never what the operating system had not written yet; kill -9 takes nothing with
    /// any.</summary>
    [Description("When accepted lines are synced to disk: always (a power cut loses none), interval, never")]
    public LogSync LogSync { get; init; } = LogSync.Always;

    /// <summary>Longest time between two syncs when <see cref="LogSync"/> is interval: what a power cut may take. Default 00:00:00.2.</summary>
    [Description("Time between syncs with --log-sync interval: up to so much is lost when the power fails")]
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan LogSyncInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Most bytes on disk; when entries that are not released yet take them all, appending waits. Default 4 GiB.</summary>
    [Description("Most bytes of the shard log on disk; when it is full of lines that are not judged yet, sources wait")]
    [Range(1L << 20, 1L << 44)]
    public long LogMaxBytes { get; init; } = 4L << 30;

    /// <summary>Bytes of released segments that are kept for looking back, as far as <see cref="LogMaxBytes"/> has room. Default 256 MiB.</summary>
    [Description("Bytes of judged lines that are kept to show an anomaly's context")]
    [Range(0L, 1L << 44)]
    public long LogKeepBytes { get; init; } = 256L << 20;

    /// <summary>Bytes of a segment file, the unit of deletion; a longer entry has a segment of its own. Default 64 MiB.</summary>
    [Description("Bytes of a file of the shard log")]
    [Range(1L << 16, 1L << 32)]
    public long LogSegmentBytes { get; init; } = 64L << 20;

    /// <summary>Most bytes of an entry; a longer one is the caller's error. Default 16 MiB.</summary>
    [Description("Most bytes of an entry of the shard log")]
    [Range(1024, 512 << 20)]
    public int MaxEntryBytes { get; init; } = 16 << 20;

    /// <summary>Finds what single ranges do not tell: sizes that do not go together.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LogSegmentBytes > LogMaxBytes / 2 || LogSegmentBytes < LogMaxBytes / MostSegments)
        {
            yield return new ValidationResult(
                $"--log-segment-bytes is {LogSegmentBytes}: with --log-max-bytes {LogMaxBytes} it must be {LogMaxBytes / MostSegments} to {LogMaxBytes / 2}.");
        }

        if (MaxEntryBytes > LogMaxBytes / 2)
            yield return new ValidationResult($"--max-entry-bytes is {MaxEntryBytes}: it must be at most half of --log-max-bytes, {LogMaxBytes / 2}.");
    }
}
