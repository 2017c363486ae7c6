using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace ActorDetector.Logs.Formats;

/// <summary>Which format a log has and which of its fields mean what.</summary>
public sealed record FormatOptions
{
    /// <summary>A preset's name, <c>json</c>, <c>csv</c>, <c>sequences</c>, <c>counts</c>, <c>auto</c>, or a header pattern as
    /// <c>&lt;Date&gt; &lt;Time&gt; &lt;Level&gt; &lt;Component&gt;: &lt;Content&gt;</c>. Default auto.</summary>
    [Description("A preset's name, json, csv, sequences, counts, auto, or a header pattern as '<Date> <Time> <Level> <Component>: <Content>'")]
    public string Format { get; init; } = "auto";

    /// <summary>Name of the field with the message. Default: Content in a header; in JSON and CSV the first known name that is there
    /// (Content, message, msg, log …).</summary>
    [Description("Field with the message; inner JSON fields as log.message")]
    public string? MessageField { get; init; }

    /// <summary>Name of the field with an event id that the log itself carries. Default none.</summary>
    [Description("Field with an event id that the log already carries; it is used as the template")]
    public string? EventIdField { get; init; }

    /// <summary>Name of the field that says which entity a line belongs to. Default: in JSON and CSV the first known name
    /// that is there (host, hostname, host.name …), else none. With a <c>?</c> behind it, as for such a known name, a line without the field
    /// belongs to its input's own session; else it is skipped.</summary>
    [Description("Field that names the entity (host, device, block) whose session a line belongs to; with a ? behind it lines may lack it")]
    public string? EntityField { get; init; }

    /// <summary>Whether a line without the entity's field is no event.</summary>
    [JsonIgnore]
    public bool NeedsEntity => EntityField is not null && !EntityField.EndsWith('?');

    /// <summary>The entity's field without the mark that lines may lack it.</summary>
    [JsonIgnore]
    internal string? EntityName => NeedsEntity ? EntityField : EntityField?[..^1];

    /// <summary>Name of the field with the time, or several that make it together, separated by commas. Default: the known names that are
    /// there (Month, Date, Time; @timestamp, timestamp …).</summary>
    [Description("Field with the time, or several that make it together, as Date,Time")]
    public string? TimeField { get; init; }

    /// <summary>Format of the time in .NET's custom notation, fields joined by one space; or <c>iso</c>, <c>unix</c> (seconds),
    /// <c>unixms</c>. Default: recognised.</summary>
    [Description("Format of the time, as 'yyMMdd HHmmss', or iso, unix (seconds), unixms")]
    public string? TimeFormat { get; init; }

    /// <summary>Time zone of times that do not name theirs: an IANA name, or an offset as +02:00. Default UTC.</summary>
    [Description("Time zone of times that do not name theirs: an IANA name or an offset as +02:00")]
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Year of the first line, for times that do not name theirs. Default 2000, a leap year, so that every date is one.</summary>
    [Description("Year of the first line, for times without a year (syslog)")]
    [Range(1, 9998)]
    public int StartYear { get; init; } = 2000;

    /// <summary>Name of the field with a line's label; <c>-</c>, <c>0</c>, <c>normal</c>, <c>false</c> and nothing mean normal. Default
    /// none.</summary>
    [Description("Field with a line's label: '-', 0, normal, false or nothing is normal, all else an anomaly")]
    public string? LabelField { get; init; }
}
