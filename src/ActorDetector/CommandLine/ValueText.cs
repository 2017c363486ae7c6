using System.Globalization;
using System.Numerics;

namespace ActorDetector.CommandLine;

/// <summary>The types that an option's value may have, and how they are written: always in the invariant culture.</summary>
internal static class ValueText
{
    /// <summary>Reads a value of a type.</summary>
    /// <exception cref="NotSupportedException">Options cannot have that type.</exception>
    public static bool TryParse(Type type, string text, out object? value)
    {
        bool done;
        (done, value) = type switch
        {
            _ when type == typeof(string) => (true, text),
            _ when type == typeof(bool) => (bool.TryParse(text, out bool b), b),
            _ when type == typeof(int) => (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int i), i),
            _ when type == typeof(long) => (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long l), l),
            _ when type == typeof(ulong) => (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong u), u),
            _ when type == typeof(double) =>
                (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double d) && double.IsFinite(d), d),
            _ when type == typeof(TimeSpan) => (DurationText.TryParse(text, out TimeSpan t), t),
            _ when type == typeof(DateTimeOffset) => (TimeText.TryParse(text, out DateTimeOffset at), at),
            _ when type.IsEnum => TryParseName(type, text),
            _ => throw new NotSupportedException($"options cannot be of type {type.Name}"),
        };
        return done;
    }

    /// <summary>What a text that is no value of the type should have been, as "a whole number".</summary>
    public static string Expected(Type type) => type switch
    {
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) || type == typeof(ulong) => "a whole number",
        _ when type == typeof(double) => "a number",
        _ when type == typeof(TimeSpan) => "a length of time, as 00:05:00, 250ms, 90s, 5m, 2h or 1d",
        _ when type == typeof(DateTimeOffset) => "a time, as 2026-01-05, 2026-01-05T08:00:00Z or 2026-01-05T08:00:00+02:00",
        _ when type.IsEnum => $"one of {string.Join(", ", Names(type))}",
        _ => "text",
    };

    /// <summary>What help calls a value of the type.</summary>
    public static string Placeholder(Type type) => type switch
    {
        _ when type == typeof(bool) => "true|false",
        _ when type == typeof(TimeSpan) => "TIME",
        _ when type == typeof(DateTimeOffset) => "DATETIME",
        _ when type == typeof(string) => "TEXT",
        _ when type.IsEnum => string.Join('|', Names(type)),
        _ => "N",
    };

    /// <summary>Whether the text is a whole number, though one that the type cannot hold.</summary>
    public static bool IsWholeNumberBeyond(Type type, string text) =>
        (type == typeof(int) || type == typeof(long) || type == typeof(ulong))
        && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    /// <summary>The value as the user would write it.</summary>
    public static string Write(object value) => value switch
    {
        bool b => b ? "true" : "false",
        Enum e => NameOf(e.ToString()),
        TimeSpan t => t.ToString("c", CultureInfo.InvariantCulture),
        DateTimeOffset at => TimeText.Write(at),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static IEnumerable<string> Names(Type type) => Enum.GetNames(type).Select(NameOf);

    private static string NameOf(string member) => member.ToLowerInvariant();

    private static (bool Done, object? Value) TryParseName(Type type, string text)
    {
        string written = NameOf(text.Replace("-", "", StringComparison.Ordinal));
        string? member = Enum.GetNames(type).FirstOrDefault(name => NameOf(name) == written);
        return (member is not null, member is null ? null : Enum.Parse(type, member));
    }
}
