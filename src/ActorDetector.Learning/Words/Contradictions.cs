namespace ActorDetector.Learning.Words;

/// <summary>Tells texts that cannot mean the same, however many words they share: one has a word whose opposite the other has; or one
/// denies something, or speaks of a failure, and the other does not.</summary>
/// <remarks>Vectors of whole texts cannot tell this: of ten words one is changed. LogAnomaly (IJCAI 2019) leaves it to the vectors.</remarks>
public sealed class Contradictions
{
    private const int Denial = 0;
    private const int Failure = 1;

    private static readonly HashSet<string> Denials = Stems("not no never none cannot without unable");
    private static readonly HashSet<string> Failures = Stems(
        """
        fail failure failover error err exception fatal panic abort crash corrupt corruption bad broken deny refuse reject invalid illegal timeout
        unexpected lost kill dead unreachable unavailable violation fault missing overflow segfault unsuccessful
        """);

    private readonly Dictionary<string, int> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<(int, int)> _opposites = [];

    /// <summary>What pairs of words say.</summary>
    public Contradictions(IReadOnlyList<WordPair> pairs)
    {
        // Only words of opposites tell; each stem is a number from 2.
        foreach (WordPair pair in pairs.Where(pair => pair.AreOpposite))
        {
            (int first, int second) = (NumberOf(pair.First), NumberOf(pair.Second));
            _opposites.Add((first, second));
            _opposites.Add((second, first));
        }
    }

    /// <summary>What of a text's words can contradict another text.</summary>
    /// <returns>Numbers in ascending order, each once.</returns>
    public int[] TellingOf(IEnumerable<string> words)
    {
        SortedSet<int> telling = [];
        foreach (string stem in words.Select(WordStem.Of))
        {
            if (_groups.TryGetValue(stem, out int number))
                telling.Add(number);
            if (Denials.Contains(stem))
                telling.Add(Denial);
            if (Failures.Contains(stem))
                telling.Add(Failure);
        }

        return [.. telling];
    }

    /// <summary>Whether two texts contradict one another.</summary>
    /// <param name="a">What <see cref="TellingOf"/> gave for one.</param>
    /// <param name="b">What it gave for the other.</param>
    public bool Contradict(ReadOnlySpan<int> a, ReadOnlySpan<int> b) => Contradicts(a, b) || Contradicts(b, a);

    private bool Contradicts(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        foreach (int word in a)
        {
            if (b.Contains(word))
                continue;
            if (word is Denial or Failure)
                return true;
            foreach (int other in b)
            {
                if (!a.Contains(other) && _opposites.Contains((word, other)))
                    return true;
            }
        }

        return false;
    }

    private int NumberOf(string word)
    {
        string stem = WordStem.Of(word);
        if (!_groups.TryGetValue(stem, out int number))
            _groups.Add(stem, number = _groups.Count + Failure + 1);
        return number;
    }

    private static HashSet<string> Stems(string words) =>
        [.. words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(WordStem.Of)];
}
