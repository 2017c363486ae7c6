using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.CommandLine;

namespace ActorDetector.Commands;

/// <summary>What parse writes.</summary>
public sealed record ParseOptions
{
    /// <summary>A CSV file with a row for each line. Default none.</summary>
    [Description("Write a row for each line to this CSV file: LineId, header fields, Content, EventId, EventTemplate, ParameterList")]
    [ValueName("FILE.csv")]
    public string? Structured { get; init; }

    /// <summary>A CSV file with a row for each template. Default none.</summary>
    [Description("Write a row for each template to this CSV file: EventId, EventTemplate, Occurrences, Example")]
    [ValueName("FILE.csv")]
    public string? Templates { get; init; }

    /// <summary>Rows of the table of templates. Default 50.</summary>
    [Description("Templates in the table, the most frequent first")]
    [Range(0, 100_000)]
    public int Top { get; init; } = 50;
}
