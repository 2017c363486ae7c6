using System.Globalization;
using System.Text.Json;

namespace ActorDetector.Detection;

/// <summary>How parts of an anomaly are spelt in files.</summary>
public static class AnomalyText
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz";

    private static readonly Dictionary<string, AnomalyKind> Kinds = Enum.GetValues<AnomalyKind>().ToDictionary(Kind, StringComparer.Ordinal);

    /// <summary>The kind, as "unexpected-key".</summary>
    public static string Kind(AnomalyKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <summary>The kind of a name; null when there is none of that name.</summary>
    public static AnomalyKind? KindOf(string name) => Kinds.TryGetValue(name, out AnomalyKind kind) ? kind : null;

    /// <summary>The time in ISO 8601 with its offset, fractions of a second only where there are some.</summary>
    public static string? Time(DateTimeOffset? time) => time?.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>The time that a text of <see cref="Time"/> stands for; null when it is none.</summary>
    public static DateTimeOffset? TimeOf(string text) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time) ? time : null;
}
