using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Logs.Sessions;

/// <summary>What makes events one session.</summary>
public sealed record SessionOptions : IValidatableObject
{
    private const int MostSteps = 1000;

    /// <summary>A regular expression whose first group (or whole match) in the line names the session's entity, as <c>blk_-?\d+</c>.
    /// Default none: the entity field, or one session for each input.</summary>
    [Description("Regex whose first group, or whole match, in the line names the session, as 'blk_-?\\d+'")]
    public string? SessionId { get; init; }

    /// <summary>A regular expression that matches the first line of a session, within each identifier. Default none.</summary>
    [Description("Regex that matches the line which opens a session (within an identifier, if one is given)")]
    public string? SessionStart { get; init; }

    /// <summary>A pause after which a new session begins, within each identifier. Default none.</summary>
    [Description("Pause in log time after which a new session begins, as 00:05:00")]
    public TimeSpan? SessionGap { get; init; }

    /// <summary>A fixed span of time that one session covers, from its first line. Default none.</summary>
    [Description("Fixed span of time that a session covers, as 01:00:00")]
    public TimeSpan? SessionSpan { get; init; }

    /// <summary>How far one window of time is from the next, when windows of <see cref="SessionSpan"/> overlap: detectors of sessions judge the
    /// lines of the whole span each time that a step ends. Default none: windows do not overlap.</summary>
    [Description("Step from one window of --session-span to the next, when they are to overlap, as 00:15:00")]
    public TimeSpan? SessionStep { get; init; }

    /// <summary>Number of events of a session. Default none.</summary>
    [Description("Fixed number of events of a session")]
    [Range(1, int.MaxValue)]
    public int? SessionCount { get; init; }

    /// <summary>Log time without a line after which a session is closed. Default none.</summary>
    [Description("Log time without a line after which a session is over, as 01:00:00")]
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>Most events of a session; it is closed when it has them. Default 1,000,000.</summary>
    [Description("Most events of a session; a longer one is cut, and counted")]
    [Range(1, int.MaxValue)]
    public int MaxSessionLength { get; init; } = 1_000_000;

    /// <summary>Most sessions open at once; the one idle longest is closed for a new one, and counted. Default 2,000,000.</summary>
    [Description("Most sessions open at once; the one idle longest gives way, and is counted")]
    [Range(1, 100_000_000)]
    public int MaxOpenSessions { get; init; } = 2_000_000;

    /// <summary>Whether a session's end means something (a block, a request), or it is cut from an endless run (a host). Default: bounded
    /// with a session id or start, unbounded with all else.</summary>
    [Description("Whether sessions end by themselves, so that a missing end is an anomaly (default: yes with --session-id or --session-start)")]
    public bool? Bounded { get; init; }

    /// <summary>Finds what single ranges do not tell: times that are not positive, and more than one rule that cuts sessions.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Option, TimeSpan? Value)[] times =
            [("--session-gap", SessionGap), ("--session-span", SessionSpan), ("--session-step", SessionStep), ("--idle-timeout", IdleTimeout)];
        foreach ((string option, TimeSpan? value) in times)
        {
            if (value <= TimeSpan.Zero)
                yield return new ValidationResult($"{option} is {value}: it must be longer than 00:00:00, as 00:05:00.");
        }

        if (SessionStep is { } step && !(SessionSpan >= step && SessionSpan.Value / step <= MostSteps))
            yield return new ValidationResult($"--session-step {step} needs a --session-span that is at least as long and at most {MostSteps} times as long.");
        (string Option, bool Given)[] rules =
        [
            ("--session-start", SessionStart is not null),
            ("--session-gap", SessionGap is not null),
            ("--session-span", SessionSpan is not null),
            ("--session-count", SessionCount is not null),
        ];
        string[] given = [.. rules.Where(rule => rule.Given).Select(rule => rule.Option)];
        if (given.Length > 1)
            yield return new ValidationResult($"{string.Join(" and ", given)} exclude each other: give only one of them.");
    }
}
