namespace ActorDetector.Learning.Words;

/// <summary>Splits text into words in small letters: at whatever is no letter, and at the humps of names such as <c>addStoredBlock</c> or
/// <c>IOException</c>. Stop words and single letters are dropped.</summary>
public static class WordSplitter
{
    /// <summary>Most words of a text; those behind them are left out.</summary>
    public const int MaxWords = 256;

    /// <summary>Most characters of a word; those behind them are left out.</summary>
    public const int MaxWordLength = 64;

    /// <summary>The words of a text, in order.</summary>
    public static List<string> Split(ReadOnlySpan<char> text)
    {
        List<string> words = [];
        for (int at = 0; at < text.Length && words.Count < MaxWords;)
        {
            if (!char.IsLetter(text[at]))
            {
                at++;
                continue;
            }

            int end = End(text, at);
            Add(words, text[at..end]);
            if (IsDenial(text, end))
                words.Add("not");
            at = end;
        }

        return words;
    }

    private static int End(ReadOnlySpan<char> text, int start)
    {
        int end = start + 1;
        while (end < text.Length && char.IsLetter(text[end]) && !IsHump(text, end))
            end++;
        return end;
    }

    // A capital behind a small letter, or the last capital of several when a small letter follows.
    private static bool IsHump(ReadOnlySpan<char> text, int at) =>
        char.IsUpper(text[at])
        && (char.IsLower(text[at - 1]) || (char.IsUpper(text[at - 1]) && at + 1 < text.Length && char.IsLower(text[at + 1])));

    // n't
    private static bool IsDenial(ReadOnlySpan<char> text, int end) =>
        end + 1 < text.Length && (text[end - 1] is 'n' or 'N') && text[end] == '\'' && (text[end + 1] is 't' or 'T');

    private static void Add(List<string> words, ReadOnlySpan<char> word)
    {
        if (word.Length < 2)
            return;
        string small = word[..Math.Min(word.Length, MaxWordLength)].ToString().ToLowerInvariant();
        if (!StopWords.Has(small))
            words.Add(small);
    }
}
