using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Actors.Sources.Files;

/// <summary>Which files are followed, and how.</summary>
public sealed record FileSourceOptions : IValidatableObject
{
    /// <summary>Paths, and patterns in which <c>*</c> is any part of a name and <c>**</c> any folders. Default none.</summary>
    [Description("Log files to follow: paths or patterns, as '/var/log/app/*.log*' (rotated ones and .gz may match too)")]
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Where the files begin that are there when the source runs for the first time. Default <see cref="FileStart.Start"/>.</summary>
    [Description("Where files begin that are there at the very first run: start, or end (only what is written from then on)")]
    [EnumDataType(typeof(FileStart))]
    public FileStart FilesFrom { get; init; } = FileStart.Start;

    /// <summary>How often files that did not grow are looked at again. Default 250 ms.</summary>
    [Description("How often files that did not grow are looked at again, as 00:00:00.250")]
    public TimeSpan FilePoll { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often the patterns are looked at again for new and renamed files. Default 1 s.</summary>
    [Description("How often the patterns are looked at again for new and renamed files, as 00:00:01")]
    public TimeSpan FileSearch { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a file that was rotated away or removed is still followed after its last growth; then its last line counts as whole.
    /// Default 5 s.</summary>
    [Description("How long a file that was rotated away is still followed after its last growth, as 00:00:05")]
    public TimeSpan RotationGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a record of several lines waits for its next line before it counts as whole. Default 1 s.</summary>
    [Description("How long a record of several lines waits for its next line (with --record-start), as 00:00:01")]
    public TimeSpan RecordWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Most files open at once; others wait until one of them is let go, and are told by name. Default 1,024.</summary>
    [Description("Most files followed at once; others wait for their turn, and are told by name")]
    [Range(1, 100_000)]
    public int MaxFiles { get; init; } = 1024;

    /// <summary>Finds what single ranges do not tell.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Option, TimeSpan Value)[] times =
            [("--file-poll", FilePoll), ("--file-search", FileSearch), ("--rotation-grace", RotationGrace), ("--record-wait", RecordWait)];
        foreach ((string option, TimeSpan value) in times)
        {
            if (value < TimeSpan.FromMilliseconds(1) || value > TimeSpan.FromHours(1))
                yield return new ValidationResult($"{option} is {value}: it must be from 00:00:00.001 to 01:00:00.");
        }

        if (Files.Any(string.IsNullOrWhiteSpace))
            yield return new ValidationResult("--files has an empty name: name files, or patterns as '/var/log/app/*.log'.");
    }
}
