namespace ActorDetector.Logs.Formats;

/// <summary>The names that fields of logs commonly have. Where several are there, the first in the list counts.</summary>
internal static class KnownNames
{
    public const string Content = "Content";

    /// <summary>What a column without a name is called, before its number.</summary>
    public const string UnnamedColumn = "Column";

    public static readonly string[] Message =
        [Content, "message", "msg", "log", "short_message", "text", "body", "log.message", "event.original"];

    public static readonly string[] Time =
        ["@timestamp", "timestamp", "time", "ts", "datetime", "date", "eventtime", "created", "log.time"];

    public static readonly string[] Host = ["host", "hostname", "host.name", "host.hostname", "_HOSTNAME"];

    /// <summary>Names of header fields that together make a time, in whatever order the header has them.</summary>
    public static readonly string[] TimeParts = ["Year", "Month", "Date", "Day", "Time"];

    /// <summary>The entity's field when nobody named one: a host that lines may lack.</summary>
    public static string? OptionalHost(IEnumerable<string> fields) => First(Host, fields) is { } host ? host + "?" : null;

    /// <summary>The first known name that is among the fields, as they write it.</summary>
    public static string? First(string[] known, IEnumerable<string> fields) =>
        known.Select(name => fields.FirstOrDefault(field => field.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(field => field is not null);
}
