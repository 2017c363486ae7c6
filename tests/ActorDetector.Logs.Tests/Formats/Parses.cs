using System.Globalization;
using System.Text;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Logs.Tests.Formats;

/// <summary>One line as a format reads it, as text.</summary>
internal sealed record Parses(SkipReason Reason, string Content, string EventId, string Entity, string Label, string? Time, IReadOnlyList<string> Fields)
{
    public static List<Parses> OfFile(string path, FormatOptions options)
    {
        using InputStream stream = InputFiles.Open(path);
        return Of(stream, options);
    }

    public static List<Parses> Of(string text, FormatOptions options) =>
        Of(new InputStream("test", new MemoryStream(Encoding.UTF8.GetBytes(text))), options);

    public static Parses OfLine(string line, FormatOptions options) => Of(line, options).ShouldHaveSingleItem();

    public static List<Parses> Of(InputStream stream, FormatOptions options)
    {
        LogFormat format = LogFormats.Resolve(options, stream.LookAhead(LogFormats.SampleBytes)).Format;
        LineParser parser = format.CreateParser();
        using LineReader reader = new(stream, stream.Name, 0, format.Reading(new ReadingOptions()));
        List<Parses> all = [];
        LineBlock block = new();
        while (reader.Read(block))
        {
            for (int i = 0; i < block.Count; i++)
                all.Add(Of(parser, block[i], format.Fields.Count));
        }

        return all;
    }

    public static Parses Of(LineParser parser, ReadOnlySpan<byte> line, int fieldCount)
    {
        ParsedLine parsed = default;
        SkipReason reason = parser.Parse(line, ref parsed);
        string[] fields = new string[fieldCount];
        for (int i = 0; i < fields.Length; i++)
            fields[i] = Encoding.UTF8.GetString(parser.Field(line, i));
        string? time = parsed.Time == ParsedLine.NoTime ? null
            : new DateTime(parsed.Time).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
        return new Parses(reason, Text(parsed.Content), Text(parsed.EventId), Text(parsed.Entity), Text(parsed.Label), time, fields);
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
