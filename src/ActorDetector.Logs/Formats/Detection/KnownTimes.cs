using ActorDetector.Logs.Formats.Times;

namespace ActorDetector.Logs.Formats.Detection;

/// <summary>Recognises how a log writes its times.</summary>
internal static class KnownTimes
{
    // Some lines of a log have no time, or a damaged one.
    private const double LeastShare = 0.8;

    /// <summary>The formats that are recognised, the first that fits first.</summary>
    public static readonly IReadOnlyList<string> Formats =
    [
        "iso",
        "yyMMdd HHmmss",
        "yyyyMMdd HHmmss",
        "yy/MM/dd HH:mm:ss.FFF",
        "yyyy/MM/dd HH:mm:ss.FFF",
        "yyyy.MM.dd HH:mm:ss.FFF",
        "yyyy-MM-dd-HH.mm.ss.FFF",
        "yyyyMMdd HH:mm:ss.FFF",
        "yyyyMMdd-HH:mm:ss:FFF",
        "dd.MM.yyyy HH:mm:ss.FFF",
        "dd-MM-yyyy HH:mm:ss.FFF",
        "MM/dd/yyyy HH:mm:ss.FFF",
        "dd/MM/yyyy HH:mm:ss.FFF",
        "MM/dd/yyyy hh:mm:ss tt",
        "dd/MMM/yyyy:HH:mm:ss zzz",
        "dd/MMM/yyyy:HH:mm:ss",
        "[dd/MMM/yyyy:HH:mm:ss",
        "dd-MMM-yyyy HH:mm:ss.FFF",
        "dd MMM yyyy HH:mm:ss.FFF",
        "ddd MMM dd HH:mm:ss.FFF yyyy",
        "ddd, dd MMM yyyy HH:mm:ss zzz",
        "MMM d HH:mm:ss.FFF",
        "MMM d yyyy HH:mm:ss.FFF",
        "HH:mm:ss.FFF",
        "yyyy-MM-dd",
    ];

    /// <summary>The field of a format's time and how it is written; null where the options leave a gap that the lines do not
    /// fill.</summary>
    public static (string Field, string Format)? Find(LogFormat format, FormatOptions options, Sample sample)
    {
        IReadOnlyList<byte[]> lines = sample.Records(format);
        foreach (string field in options.TimeField is null ? Candidates(format.Fields) : [options.TimeField])
        {
            if (options.TimeFormat is not null)
                return (field, options.TimeFormat);
            if (Recognise(Values(format, field, lines)) is { } found)
                return (field, found);
        }

        return null;
    }

    /// <summary>The first known format that nearly all values are written in, or null.</summary>
    public static string? Recognise(IReadOnlyList<byte[]> values)
    {
        if (values.Count == 0)
            return null;
        return Formats.FirstOrDefault(notation => Sample.Share(values, Reads(TimeFormat.Parse(notation))) >= LeastShare) ?? Unix(values);
    }

    private static Predicate<byte[]> Reads(TimeFormat format) => value =>
    {
        TimeFields fields = default;
        return format.Read(value, ref fields) && fields.TimeOfDay >= 0 && fields.Month <= 12 && fields.Day <= 31;
    };

    /// <summary>Counts from 1970: seconds have ten digits from 2001 to 2286, milliseconds thirteen.</summary>
    private static string? Unix(IReadOnlyList<byte[]> values)
    {
        return HasDigits(10) ? UnixTimeFormat.Seconds : HasDigits(13) ? UnixTimeFormat.Milliseconds : null;

        bool HasDigits(int digits) => Sample.Share(values, value =>
            value.AsSpan().IndexOf((byte)'.') is var point && (point < 0 ? value.Length : point) == digits
            && value.All(c => c is (byte)'.' or (>= (byte)'0' and <= (byte)'9'))) >= LeastShare;
    }

    private static IEnumerable<string> Candidates(IReadOnlyList<string> fields)
    {
        string[] parts = [.. fields.Where(field => KnownNames.TimeParts.Contains(field, StringComparer.OrdinalIgnoreCase))];
        if (parts.Length > 1)
            yield return string.Join(',', parts);
        foreach (string known in KnownNames.Time)
        {
            if (KnownNames.First([known], fields) is { } field)
                yield return field;
        }

        foreach (string field in fields.Where(field => field.StartsWith(KnownNames.UnnamedColumn, StringComparison.Ordinal)))
            yield return field;
    }

    private static List<byte[]> Values(LogFormat format, string field, IReadOnlyList<byte[]> lines)
    {
        LineParser parser = format.CreateParser();
        int[] places = FieldRoles.Resolve(new FormatOptions { TimeField = field }, format.Fields, format.Name).Time;
        List<byte[]> values = [];
        foreach (byte[] line in lines)
        {
            ParsedLine parsed = default;
            if (parser.Parse(line, ref parsed) != SkipReason.None)
                continue;
            List<byte> value = [];
            foreach (int place in places)
            {
                if (value.Count > 0)
                    value.Add((byte)' ');
                value.AddRange(parser.Field(line, place));
            }

            values.Add([.. value]);
        }

        return values;
    }
}
