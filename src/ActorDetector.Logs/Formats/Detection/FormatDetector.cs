using ActorDetector.Logs.Formats.Csv;
using ActorDetector.Logs.Formats.Headers;
using ActorDetector.Logs.Formats.Json;
using ActorDetector.Logs.Formats.Sequences;

namespace ActorDetector.Logs.Formats.Detection;

/// <summary>Recognises the format of a log from its first lines.</summary>
internal static class FormatDetector
{
    // JSON and CSV are rarely mixed with anything else; half is what a log that begins with some banner still has.
    private const double LeastShare = 0.5;

    /// <summary>The options with the format that fits best, and the share of the lines that it fits.</summary>
    public static FormatFit Find(FormatOptions options, Sample sample)
    {
        if (KeySequenceFormat.IsCountsFormatOf(sample) && Try(KeySequenceFormat.Counts) is { } counts)
            return counts;
        if (KeySequenceFormat.IsFormatOf(sample) && Try(KeySequenceFormat.Sequences) is { } sequences)
            return sequences;
        if (sample.Lines.Any(line => line.AsSpan().TrimStart(" \t"u8).StartsWith((byte)'{')) && Try(JsonFormat.Json) is { } json)
            return json;
        if (IsCsv(options, sample) && Try(CsvFormat.Csv) is { } csv)
            return csv;
        return new HeaderDetector(options, sample).Find() ?? new FormatFit(options with { Format = Presets.Plain }, 1);

        FormatFit? Try(string name)
        {
            FormatOptions named = options with { Format = name };
            LogFormat format = FormatChoice.Create(FormatChoice.Complete(named, sample), sample);
            double share = ShareOf(format, sample);
            return share >= LeastShare ? new FormatFit(named, share) : null;
        }
    }

    /// <summary>Whether the first row names a message or a field that is asked for, or every cell of it is in quotes.</summary>
    private static bool IsCsv(FormatOptions options, Sample sample)
    {
        if (sample.Lines.Count == 0)
            return false;
        string?[] wanted = [options.MessageField, options.EventIdField];
        CsvLayout layout = CsvLayout.Of(sample.Lines[0], [.. KnownNames.Message, .. wanted.OfType<string>()]);
        return layout.Columns.Count > 1 && (layout.HasNames || sample.Lines.All(line => line.AsSpan().StartsWith((byte)'"')));
    }

    private static double ShareOf(LogFormat format, Sample sample)
    {
        LineParser parser = format.CreateParser();
        return Sample.Share(sample.Records(format), line =>
        {
            ParsedLine parsed = default;
            return parser.Parse(line, ref parsed) is SkipReason.None or SkipReason.ColumnNames;
        });
    }
}
