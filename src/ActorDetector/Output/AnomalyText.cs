using System.Globalization;
using System.Text.Json;
using ActorDetector.Detection;

namespace ActorDetector.Output;

/// <summary>How parts of an anomaly are spelt in files.</summary>
internal static class AnomalyText
{
    /// <summary>The kind, as "unexpected-key".</summary>
    public static string Kind(AnomalyKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <summary>The time in ISO 8601 with its offset, fractions of a second only where there are some.</summary>
    public static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
}
