using System.Globalization;

namespace ActorDetector.Logs.Formats.Times;

/// <summary>All that is needed to read a log's times. Immutable; each parser has a <see cref="TimeParser"/> of its own.</summary>
internal sealed record TimeReading(TimeFormat Format, TimeZoneInfo Zone, int StartYear)
{
    /// <summary>What the options say, or null when they name no field or no format.</summary>
    /// <exception cref="ArgumentException">The format or the zone is none.</exception>
    public static TimeReading? From(FormatOptions options) => options.TimeField is null || options.TimeFormat is null
        ? null
        : new TimeReading(TimeFormat.Parse(options.TimeFormat), FindZone(options.TimeZone), options.StartYear);

    public TimeParser CreateParser() => new(Format, Zone, StartYear);

    /// <summary>The zone of an IANA name or an offset as +02:00.</summary>
    public static TimeZoneInfo FindZone(string name)
    {
        if (TryReadOffset(name, out TimeSpan offset))
            return TimeZoneInfo.CreateCustomTimeZone(name, offset, name, name);
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) ? zone
            : throw new ArgumentException($"--time-zone '{name}' is not known here; give an IANA name as Europe/Berlin, "
                + "or an offset from -14:00 to +14:00");
    }

    private static bool TryReadOffset(string text, out TimeSpan offset)
    {
        offset = default;
        if (!text.StartsWith('+') && !text.StartsWith('-'))
            return false;
        bool read = TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out offset) && offset.TotalHours <= 14;
        if (text[0] == '-')
            offset = -offset;
        return read;
    }
}
