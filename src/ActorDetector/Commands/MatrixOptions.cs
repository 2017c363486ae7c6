using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.CommandLine;

namespace ActorDetector.Commands;

/// <summary>How matrix reads its files and what it shows.</summary>
public sealed record MatrixOptions
{
    /// <summary>The column with each row's key, by its name or its number from 1. Default the first.</summary>
    [Description("The column with each row's key, by its name or its number from 1: rows of one key are a series of their own")]
    [ValueName("COLUMN")]
    public string KeyColumn { get; init; } = "1";

    /// <summary>The column with each row's time; the time since the key's row before is then one more number. Default none.</summary>
    [Description("The column with each row's time (seconds or a date), by its name or its number from 1; the time since the key's row before is then one more number")]
    [ValueName("COLUMN")]
    public string? TimeColumn { get; init; }

    /// <summary>A CSV file for all anomalous rows. Default none.</summary>
    [Description("Write all anomalous rows to this CSV file: line, key, column, value, expected, score")]
    [ShortName("-o")]
    [ValueName("FILE.csv")]
    public string? Output { get; init; }

    /// <summary>Rows of the table. Default 50.</summary>
    [Description("Anomalous rows in the table, the most surprising first")]
    [Range(0, 100_000)]
    public int Top { get; init; } = 50;
}
