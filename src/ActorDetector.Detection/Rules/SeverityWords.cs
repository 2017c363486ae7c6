using System.Text;

namespace ActorDetector.Detection.Rules;

/// <summary>Finds the severity that a line's header names.</summary>
internal static class SeverityWords
{
    private static readonly (string Word, Severity Severity)[] Words =
    [
        ("WARN", Severity.Warning), ("WARNING", Severity.Warning),
        ("ERR", Severity.Error), ("ERROR", Severity.Error), ("SEVERE", Severity.Error),
        ("CRIT", Severity.Critical), ("CRITICAL", Severity.Critical), ("FATAL", Severity.Critical), ("FAILURE", Severity.Critical),
        ("ALERT", Severity.Alert),
        ("EMERG", Severity.Emergency), ("EMERGENCY", Severity.Emergency), ("PANIC", Severity.Emergency),
    ];

    /// <summary>The worst severity that stands in a text as a whole word, in whatever case; null without any.</summary>
    public static Severity? Worst(ReadOnlySpan<byte> text)
    {
        Severity? worst = null;
        while (!text.IsEmpty)
        {
            int start = 0;
            while (start < text.Length && !char.IsAsciiLetter((char)text[start]))
                start++;
            int end = start;
            while (end < text.Length && char.IsAsciiLetter((char)text[end]))
                end++;
            foreach ((string word, Severity severity) in Words)
            {
                if (end - start == word.Length && Ascii.EqualsIgnoreCase(text[start..end], word) && !(severity < worst))
                    worst = severity;
            }

            text = text[end..];
        }

        return worst;
    }
}
