namespace ActorDetector.Actors.Sinks;

/// <summary>Texts of alerts, which are short.</summary>
internal static class AlertText
{
    /// <summary>At most so many characters of a text, no character of two halves cut in two.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        return text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }
}
