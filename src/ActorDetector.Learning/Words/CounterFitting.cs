namespace ActorDetector.Learning.Words;

/// <summary>Pulls vectors of words that mean the same together and pushes those of opposites apart, and leaves the rest of the space as it is.</summary>
/// <remarks>Mrkšić et al., "Counter-fitting Word Vectors to Linguistic Constraints", NAACL 2016: opposites are pushed to a cosine of at most 0 (δ = 1), words
/// that mean the same are pulled (γ = 0). What keeps the space is a pull of each moved word back to where it was, in place of the distances to its
/// neighbours.</remarks>
public static class CounterFitting
{
    private const int Rounds = 20;
    private const float Rate = 0.1f;
    private const float Keep = 0.1f;

    /// <summary>The vectors fitted to pairs. A word of a pair whose partner was learned, and was not learned itself, is among the words then.</summary>
    public static WordVectors Fit(WordVectors vectors, IReadOnlyList<WordPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentNullException.ThrowIfNull(pairs);
        List<string> words = [.. vectors.Words];
        List<Fitted> fitted = [.. Find(vectors, pairs, words)];
        float[] start = new float[words.Count * vectors.Size];
        for (int word = 0; word < words.Count; word++)
            vectors.Write(words[word], Row(start, word));
        float[] moved = [.. start];
        int[] touched = [.. fitted.SelectMany(pair => (int[])[pair.First, pair.Second]).Distinct().Order()];

        Span<float> first = stackalloc float[vectors.Size];
        for (int round = 0; round < Rounds; round++)
        {
            foreach (Fitted pair in fitted)
                Move(Row(moved, pair.First), Row(moved, pair.Second), pair.AreOpposite, first);
            foreach (int word in touched)
            {
                FixedOrder.AddScaled(Row(moved, word), Row(start, word), Rate * Keep);
                FixedOrder.Normalise(Row(moved, word));
            }
        }

        return vectors.With(words, moved);

        Span<float> Row(float[] matrix, int word) => matrix.AsSpan(word * vectors.Size, vectors.Size);
    }

    // Along the gradient of the cosine of two vectors of length 1: each towards the other's part that is across itself.
    private static void Move(Span<float> a, Span<float> b, bool apart, Span<float> first)
    {
        float cosine = FixedOrder.Dot(a, b);
        if (apart && cosine <= 0)
            return;
        float step = apart ? -Rate : Rate;
        a.CopyTo(first);
        FixedOrder.AddScaled(a, a, -step * cosine);
        FixedOrder.AddScaled(a, b, step);
        FixedOrder.AddScaled(b, b, -step * cosine);
        FixedOrder.AddScaled(b, first, step);
        FixedOrder.Normalise(a);
        FixedOrder.Normalise(b);
    }

    // All forms of a pair's words that were learned (started, starting); the word itself when none of its forms was.
    private static IEnumerable<Fitted> Find(WordVectors vectors, IReadOnlyList<WordPair> pairs, List<string> words)
    {
        Dictionary<string, List<int>> byStem = new(StringComparer.Ordinal);
        for (int word = 0; word < vectors.Words.Count; word++)
            FormsOf(WordStem.Of(vectors.Words[word])).Add(word);
        HashSet<string> learned = [.. byStem.Keys];
        foreach (WordPair pair in pairs)
        {
            string first = WordStem.Of(pair.First), second = WordStem.Of(pair.Second);
            if (first == second || (!learned.Contains(first) && !learned.Contains(second)))
                continue;
            foreach (int a in WithItself(FormsOf(first), pair.First))
            {
                foreach (int b in WithItself(FormsOf(second), pair.Second))
                    yield return new Fitted(a, b, pair.AreOpposite);
            }
        }

        List<int> FormsOf(string stem)
        {
            if (!byStem.TryGetValue(stem, out List<int>? forms))
                byStem.Add(stem, forms = []);
            return forms;
        }

        List<int> WithItself(List<int> forms, string word)
        {
            if (forms.Count > 0)
                return forms;
            forms.Add(words.Count);
            words.Add(word);
            return forms;
        }
    }

    private readonly record struct Fitted(int First, int Second, bool AreOpposite);
}
