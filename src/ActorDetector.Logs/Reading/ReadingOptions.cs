using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Logs.Reading;

/// <summary>How bytes become records.</summary>
public sealed record ReadingOptions : IValidatableObject
{
    /// <summary>Longest line in bytes; a longer one is skipped and counted. Default 65,536.</summary>
    [Description("Longest line in bytes; a longer one is skipped and counted")]
    [Range(64, 64 * 1024 * 1024)]
    public int MaxLineBytes { get; init; } = 65_536;

    /// <summary>A regular expression that matches the first line of a record; other lines join the record before, up to
    /// <see cref="MaxLineBytes"/>: the line that does not fit begins a record. Default none: every line is a record.</summary>
    [Description("Regex that matches a record's first line; lines that do not match join the record before (stack traces)")]
    public string? RecordStart { get; init; }

    /// <summary>The delimiter of a CSV, whose rows go on to the next line while a quoted cell is open; none for other formats. Set by
    /// <see cref="Formats.LogFormat.Reading"/>.</summary>
    internal byte? QuoteDelimiter { get; init; }

    /// <summary>Finds a record's start that is no regular expression.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        try
        {
            CreateRule();
            return [];
        }
        catch (ArgumentException fault)
        {
            return [new ValidationResult(fault.Message)];
        }
    }

    internal RecordRule? CreateRule() => RecordStart is not null ? new RecordStartRule(RecordStart)
        : QuoteDelimiter is { } delimiter ? new QuotedRecordRule(delimiter) : null;
}
