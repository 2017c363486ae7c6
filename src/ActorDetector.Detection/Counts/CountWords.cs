using System.Globalization;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Counts;

/// <summary>Says which templates' counts contribute most to a score.</summary>
internal static class CountWords
{
    private const int Most = 3;

    /// <summary>A sentence of what was found and the templates behind it.</summary>
    /// <param name="found">What was found, as the sentence begins.</param>
    /// <param name="contributions">(vocabulary): what each log key's count contributes.</param>
    /// <param name="session">The session.</param>
    /// <param name="textOf">The template of a log key.</param>
    public static string Of(string found, ReadOnlySpan<float> contributions, in SessionView session, Func<ushort, string> textOf)
    {
        ArgumentNullException.ThrowIfNull(textOf);
        float[] shares = contributions.ToArray();
        ushort[] keys = [.. Enumerable.Range(0, shares.Length).Where(key => shares[key] > 0).OrderByDescending(key => shares[key]).Take(Most).Select(key => (ushort)key)];
        // What contributes a tenth of what the first does explains nothing.
        var parts = new List<string>();
        foreach (ushort key in keys.Where(key => shares[key] > shares[keys[0]] / 10))
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{textOf(key)} came {Times(session.Counts[key])}"));
        return parts.Count == 0 ? $"{found}, and no template stands out" : $"{found}, most of all: {string.Join("; ", parts)}";
    }

    private static string Times(int count) => count switch
    {
        0 => "never",
        1 => "once",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count:N0} times"),
    };
}
