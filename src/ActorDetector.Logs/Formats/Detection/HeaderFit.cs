using System.Text;

namespace ActorDetector.Logs.Formats.Detection;

/// <summary>Judges how well a header fits a log. A header's fields match nearly anything, so that what they hold must make sense
/// too.</summary>
internal static class HeaderFit
{
    private static readonly HashSet<string> Levels = new(StringComparer.OrdinalIgnoreCase)
    {
        "TRACE", "DEBUG", "INFO", "INFORMATION", "NOTICE", "WARN", "WARNING", "ERR", "ERROR", "CRIT", "CRITICAL", "ALERT", "EMERG", "FATAL",
        "SEVERE", "FAILURE", "PANIC", "VERBOSE", "CONFIG", "FINE", "FINER", "FINEST", "AUDIT", "LOG", "D", "I", "W", "E", "F", "V", "T",
        "DBG", "INF", "WRN", "FTL", "VRB", "TRC",
    };

    /// <summary>The share of lines that have the header, a time in its place, and a level where it says so.</summary>
    public static double Share(LogFormat format, IReadOnlyList<byte[]> lines)
    {
        LineParser parser = format.CreateParser();
        int level = Place(format, "Level");
        int host = Place(format, "Host");
        int component = Place(format, GeneratedHeaders.Component);
        return Sample.Share(lines, line =>
        {
            ParsedLine parsed = default;
            return parser.Parse(line, ref parsed) == SkipReason.None && parsed.Time != ParsedLine.NoTime
                && (level < 0 || IsLevel(parser.Field(line, level)))
                && (host < 0 || !IsLevel(parser.Field(line, host)))
                && (component < 0 || IsName(parser.Field(line, component)));
        });
    }

    private static int Place(LogFormat format, string field) => format.Fields.ToList().IndexOf(field);

    private static bool IsLevel(ReadOnlySpan<byte> value) => value.Length <= 12 && Levels.Contains(Encoding.Latin1.GetString(value));

    private static bool IsName(ReadOnlySpan<byte> value) => value.Length > 0 && value.IndexOfAny(" \t"u8) < 0;
}
