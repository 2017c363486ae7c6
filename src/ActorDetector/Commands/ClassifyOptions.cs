using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.CommandLine;

namespace ActorDetector.Commands;

/// <summary>What classify judges, what the truth is, how sessions are cut, and where it writes.</summary>
public sealed record ClassifyOptions : IValidatableObject
{
    /// <summary>Logs to judge. Required.</summary>
    [Description("Log to judge; may be given several times")]
    [ValueName("INPUT")]
    [Required]
    public IReadOnlyList<string> Judge { get; init; } = [];

    /// <summary>A CSV file with the truth about sessions. Default none: lines' own labels.</summary>
    [Description("CSV file with the columns session (or BlockId, block, entity, node, host, id) and label; '-', 0, normal, false or nothing is normal")]
    [ValueName("FILE")]
    public string? Labels { get; init; }

    /// <summary>A file for every session or window with its probability. Default none: a ranked table of the anomalous ones.</summary>
    [Description("Write every session or window with its lines and its probability to this file as CSV")]
    [ShortName("-o")]
    [ValueName("FILE")]
    public string? Output { get; init; }

    /// <summary>Events of a window. Default none: whole sessions.</summary>
    [Description("Cut sessions into windows of this many events, the last one included (default: whole sessions)")]
    [Range(1, 1_000_000)]
    public int? WindowEvents { get; init; }

    /// <summary>Events from the start of a window to the start of the next. Default <see cref="WindowEvents"/>: none in two windows.</summary>
    [Description("Events from the start of a window to the start of the next; fewer than --window-events make windows that overlap (default: --window-events)")]
    [Range(1, 1_000_000)]
    public int? WindowStep { get; init; }

    /// <summary>The probability above which a session or window is called anomalous. Default 0.5.</summary>
    [Description("Probability above which a session or window is called anomalous")]
    [Range(0.0, 1.0)]
    public double Threshold { get; init; } = 0.5;

    /// <summary>Rows of the ranked table. Default 20.</summary>
    [Description("Anomalous sessions or windows in the ranked table")]
    [Range(0, 100_000)]
    public int Top { get; init; } = 20;

    /// <summary>Seed of the classifier's weights and of the order in which it learns. Default 1.</summary>
    [Description("Seed: the same logs, options and seed give the same result")]
    public ulong Seed { get; init; } = 1;

    /// <summary>Finds a step that has no windows, or that would leave events out.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (WindowStep is { } step && (WindowEvents is null || step > WindowEvents))
        {
            yield return new ValidationResult(WindowEvents is { } events
                ? $"--window-step {step} is more than --window-events {events}: events between windows would not be judged."
                : $"--window-step {step} needs --window-events.");
        }
    }
}
