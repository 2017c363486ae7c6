using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Text;
using ActorDetector.Output;
using CsvHelper;

namespace ActorDetector.Pipeline;

/// <summary>Writes every line with its header fields, template and parameters as CSV, in loghub's columns.</summary>
internal static class StructuredFile
{
    /// <summary>What a template is called in files.</summary>
    public static string EventId(int template) => template < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"E{template + 1}");

    /// <summary>Writes all lines of inputs that are events.</summary>
    public static void Write(LogInputs inputs, TemplateTree tree, string path, WorkProgress progress, CancellationToken stop)
    {
        using var csv = new CsvWriter(File.CreateText(path), CultureInfo.InvariantCulture);
        TemplateMatcher matcher = tree.CreateMatcher();
        LogFormat? format = null;
        LineParser? parser = null;
        ParsedLine parsed = default;
        foreach (ParsedBlock block in inputs.Read(tree, stop))
        {
            LogFormat current = block.Source!.Format.Format;
            if (current != format)
            {
                if (format is null || !current.Fields.SequenceEqual(format.Fields))
                    WriteHeader(csv, current);
                format = current;
                parser = format.CreateParser();
            }

            for (int i = 0; i < block.Lines.Count; i++)
            {
                ReadOnlySpan<byte> line = block.Lines[i];
                if (parser!.Parse(line, ref parsed) == SkipReason.None)
                    WriteLine(csv, block.Lines.LineNumber(i), line, parsed, parser, format, matcher, tree);
            }

            progress.Report(inputs.Counts.Lines, inputs.Fraction);
        }
    }

    private static void WriteHeader(CsvWriter csv, LogFormat format)
    {
        csv.WriteField("LineId");
        foreach (string field in HeaderFields(format))
            csv.WriteField(field);
        foreach (string column in (ReadOnlySpan<string>)["Content", "EventId", "EventTemplate", "ParameterList"])
            csv.WriteField(column);
        csv.NextRecord();
    }

    private static void WriteLine(
        CsvWriter csv,
        long number,
        ReadOnlySpan<byte> line,
        in ParsedLine parsed,
        LineParser parser,
        LogFormat format,
        TemplateMatcher matcher,
        TemplateTree tree)
    {
        csv.WriteField(number);
        for (int field = 0; field < format.Fields.Count; field++)
        {
            if (format.Fields[field] != "Content")
                csv.WriteField(Encoding.UTF8.GetString(parser.Field(line, field)));
        }

        bool carriesKey = !parsed.EventId.IsEmpty;
        int template = carriesKey ? matcher.MatchEventId(parsed.EventId) : matcher.Match(parsed.Content);
        csv.WriteField(Encoding.UTF8.GetString(parsed.Content));
        csv.WriteField(EventId(template));
        csv.WriteField(template < 0 ? "" : tree.Templates[template].Text);
        List<string> parameters = [];
        if (!carriesKey && template >= 0)
        {
            foreach (Slice parameter in matcher.Parameters)
                parameters.Add(Encoding.UTF8.GetString(parameter.Of(parsed.Content)));
        }

        csv.WriteField(JsonSerializer.Serialize(parameters));
        csv.NextRecord();
    }

    private static IEnumerable<string> HeaderFields(LogFormat format) => format.Fields.Where(field => field != "Content");
}
