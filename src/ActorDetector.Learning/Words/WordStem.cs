namespace ActorDetector.Learning.Words;

/// <summary>What forms of an English word share, roughly: start, starts, started and starting have one stem.</summary>
internal static class WordStem
{
    private const int ShortestStem = 2;

    /// <summary>The stem of a word in small letters.</summary>
    public static string Of(string word)
    {
        string stem = word.EndsWith("ies", StringComparison.Ordinal) || word.EndsWith("ied", StringComparison.Ordinal)
            ? Cut(word, 3, "y")
            : word.EndsWith("ing", StringComparison.Ordinal) ? Cut(word, 3)
            : word.EndsWith("ed", StringComparison.Ordinal) ? Cut(word, 2)
            : word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? Cut(word, 1)
            : word;
        stem = stem.EndsWith('e') ? Cut(stem, 1) : stem;

        // Stopped, dropping: the consonant was doubled for the ending. Of add it is taken as well, so that added has the same stem.
        bool doubled = stem.Length > ShortestStem && stem[^1] == stem[^2] && stem[^1] is not ('s' or 'l');
        return doubled ? stem[..^1] : stem;
    }

    private static string Cut(string word, int letters, string ending = "") =>
        word.Length - letters >= ShortestStem ? word[..^letters] + ending : word;
}
