using System.Globalization;
using System.Text;

namespace ActorDetector.Output;

/// <summary>Makes text from logs safe to show: a hostile line must not steer the terminal of the person who reads it.</summary>
public static class Printable
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text on one line: tabs become spaces; control characters (ESC, line ends, C1), characters that change the direction of
    /// text, line separators and broken surrogates become the replacement character U+FFFD.</summary>
    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        StringBuilder shown = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value == '\t')
                shown.Append(' ');
            else if (IsHarmless(rune))
                shown.Append(rune);
            else
                shown.Append(Replacement);
        }

        return shown.ToString();
    }

    /// <summary>The bytes of a line as UTF-8, made safe; bytes that are not UTF-8 become U+FFFD.</summary>
    public static string Text(ReadOnlySpan<byte> line) => Text(Encoding.UTF8.GetString(line));

    /// <summary>The text made safe and, where it is longer, cut to a number of characters of which the last is "…". Never cuts a character in
    /// two.</summary>
    public static string Shorten(string text, int characters)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(characters, 1);
        if (text.Length <= characters)
            return Text(text);
        int end = characters - 1;
        if (end > 0 && char.IsHighSurrogate(text[end - 1]))
            end--;
        return Text(text[..end]) + "…";
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
}
