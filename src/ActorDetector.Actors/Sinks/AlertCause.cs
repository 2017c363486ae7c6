using System.Security.Cryptography;
using System.Text;
using ActorDetector.Detection;

namespace ActorDetector.Actors.Sinks;

/// <summary>What anomalies of one alert have in common.</summary>
/// <param name="Kind">In what way the pattern was broken.</param>
/// <param name="Detector">The detector; null for all other causes of the kind.</param>
/// <param name="Model">The version of the model; null for all other causes.</param>
/// <param name="Pattern">The template; of a line without one its words that have no digit; empty where a whole session is meant.</param>
/// <param name="Entity">The entity, where each has alerts of its own.</param>
internal readonly record struct AlertCause(AnomalyKind Kind, string? Detector, string? Model, string Pattern, string? Entity)
{
    private const int LongestPattern = 1024;

    /// <summary>The cause of an anomaly.</summary>
    public static AlertCause Of(Anomaly anomaly, bool byEntity) =>
        new(anomaly.Kind, anomaly.Detector, anomaly.ModelVersion, PatternOf(anomaly), byEntity ? anomaly.Entity : null);

    /// <summary>Every cause of a kind that has no alert of its own.</summary>
    public static AlertCause Other(AnomalyKind kind) => new(kind, null, null, "", null);

    /// <summary>The labels of the cause's alert. They do not change while it is open, or it would be another alert.</summary>
    public Dictionary<string, string> ToLabels()
    {
        Dictionary<string, string> labels = new(StringComparer.Ordinal) { ["alertname"] = "LogAnomaly", ["kind"] = AnomalyText.Kind(Kind) };
        if (Detector is not null)
            labels["detector"] = Detector;
        if (Model is not null)
            labels["model"] = Model;
        if (Entity is not null)
            labels["entity"] = Entity;
        if (Detector is null)
            labels["cause"] = "other";
        else if (Pattern.Length > 0)
            labels["cause"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Pattern)).AsSpan(0, 8));
        return labels;
    }

    private static string PatternOf(Anomaly anomaly) => anomaly switch
    {
        { Kind: AnomalyKind.StrangeSession or AnomalyKind.MarkedAnomalous } => "",
        { Template: { } template } => template,
        _ => WordsOf(anomaly.Raw),
    };

    // Numbers, times, addresses and most identifiers have a digit.
    private static string WordsOf(string line) => string.Join(
        ' ',
        AlertText.Cut(line, LongestPattern)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !word.Any(char.IsDigit)));
}
