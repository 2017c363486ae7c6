namespace ActorDetector.Learning.Words;

/// <summary>Which shared vectors stand for a word's subwords: its runs of characters, with a mark before its start and behind its end.</summary>
/// <remarks>Bojanowski et al., "Enriching Word Vectors with Subword Information", TACL 2017, section 3.2.</remarks>
/// <param name="Shortest">Characters of the shortest.</param>
/// <param name="Longest">Characters of the longest.</param>
/// <param name="Buckets">Shared vectors; 0 for none.</param>
internal sealed record Subwords(int Shortest, int Longest, int Buckets)
{
    /// <summary>The buckets of a word's subwords.</summary>
    public List<int> Of(string word)
    {
        List<int> buckets = [];
        if (Buckets == 0)
            return buckets;
        string marked = $"<{word}>";
        for (int start = 0; start < marked.Length; start++)
        {
            uint hash = Fnv.Start;
            for (int length = 1; length <= Longest && start + length <= marked.Length; length++)
            {
                hash = Fnv.Step(hash, marked[start + length - 1]);
                if (length >= Shortest && length < marked.Length)
                    buckets.Add((int)(hash % (uint)Buckets));
            }
        }

        return buckets;
    }
}
