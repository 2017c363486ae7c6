using ActorDetector.Logs.Formats.Detection;
using ActorDetector.Logs.Formats.Times;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Logs.Formats.Csv;

/// <summary>Rows of comma-separated values; the delimiter may also be a tab, a semicolon or a bar.</summary>
internal sealed class CsvFormat : LogFormat
{
    /// <summary>The format's name.</summary>
    public const string Csv = "csv";

    private readonly CsvLayout _layout;
    private readonly FieldRoles _roles;
    private readonly TimeReading? _time;

    public CsvFormat(CsvLayout layout, FormatOptions options)
    {
        _layout = layout;
        _roles = FieldRoles.Resolve(options, layout.Columns, Name);
        _time = TimeReading.From(options);
        Fields = _roles.WithContent(layout.Columns);
    }

    public override string Name => Csv;

    public override IReadOnlyList<string> Fields { get; }

    public override bool HasTimes => _time is not null;

    public override LineParser CreateParser() => new CsvParser(_layout, _roles, _time?.CreateParser());

    public override ReadingOptions Reading(ReadingOptions options) => options with { QuoteDelimiter = _layout.Delimiter };

    /// <summary>The columns that a log's first row shows.</summary>
    public static CsvLayout LayoutOf(FormatOptions options, Sample sample)
    {
        string?[] wanted = [options.MessageField, options.EventIdField, options.EntityName, options.TimeField, options.LabelField];
        ReadOnlySpan<byte> first = sample.Lines.Count > 0 ? sample.Lines[0] : [];
        return CsvLayout.Of(first, [.. KnownNames.Message, .. KnownNames.Time, .. KnownNames.Host, .. wanted.OfType<string>()]);
    }

    /// <summary>The options with the fields that the columns' names show.</summary>
    public static FormatOptions WithDefaults(FormatOptions options, CsvLayout layout, Sample sample) => options with
    {
        MessageField = options.MessageField ?? KnownNames.First(KnownNames.Message, layout.Columns)
            ?? (options.EventIdField is null ? Widest(layout, sample) : null),
        EntityField = options.EntityField ?? KnownNames.OptionalHost(layout.Columns),
    };

    /// <summary>Without a name that says so, the column with the most text is taken for the message.</summary>
    private static string Widest(CsvLayout layout, Sample sample)
    {
        CsvParser parser = new(layout, new FieldRoles(), null);
        long[] bytes = new long[layout.Columns.Count];
        foreach (byte[] line in sample.Lines)
        {
            ParsedLine parsed = default;
            parser.Parse(line, ref parsed);
            for (int i = 0; i < bytes.Length; i++)
                bytes[i] += parser.Field(line, i).Length;
        }

        return layout.Columns[Array.IndexOf(bytes, bytes.Max())];
    }
}
