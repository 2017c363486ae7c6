using ActorDetector.Logs.Formats.Csv;
using ActorDetector.Logs.Formats.Headers;
using ActorDetector.Logs.Formats.Json;
using ActorDetector.Logs.Formats.Sequences;

namespace ActorDetector.Logs.Formats.Detection;

/// <summary>Makes a format whose name is known, and completes its options from a log's first lines.</summary>
internal static class FormatChoice
{
    /// <summary>The format of options in which all is said.</summary>
    /// <exception cref="ArgumentException">There is no such format, field or time format.</exception>
    public static LogFormat Create(FormatOptions options, Sample sample) => options.Format.ToUpperInvariant() switch
    {
        "JSON" => new JsonFormat(JsonFormat.NamesOf(sample), options),
        "CSV" => new CsvFormat(CsvFormat.LayoutOf(options, sample), options),
        "SEQUENCES" => KeySequenceFormat.Create(options, sample),
        "COUNTS" => KeySequenceFormat.Create(options, sample, hasCounts: true),
        _ when HeaderFormats.Find(options.Format) is not null || HeaderFormats.IsPattern(options.Format) => HeaderFormats.Create(options),
        _ => throw new ArgumentException($"--format '{options.Format}' is none that is known; give one of "
            + string.Join(", ", LogFormats.Names) + ", or a header pattern as '<Date> <Time> <Level> <Content>'"),
    };

    /// <summary>The options with the fields and the time's format that the lines show.</summary>
    public static FormatOptions Complete(FormatOptions options, Sample sample)
    {
        FormatOptions complete = options.Format.ToUpperInvariant() switch
        {
            "JSON" => JsonFormat.WithDefaults(options, JsonFormat.NamesOf(sample)),
            "CSV" => CsvFormat.WithDefaults(options, CsvFormat.LayoutOf(options, sample), sample),
            "SEQUENCES" or "COUNTS" => options,
            _ => HeaderFormats.WithDefaults(options),
        };
        if (complete.TimeField is not null && complete.TimeFormat is not null)
            return complete;
        LogFormat untimed = Create(complete with { TimeField = null, TimeFormat = null }, sample);
        return KnownTimes.Find(untimed, complete, sample) is { } time
            ? complete with { TimeField = time.Field, TimeFormat = time.Format }
            : complete;
    }
}
