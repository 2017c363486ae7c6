using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Mining;

/// <summary>Gives a template the patterns of lines whose variable part has more words than its own, or is in brackets that its own lines
/// may lack.</summary>
internal sealed class Widening(Lexicon lexicon, LeadingWords leading)
{
    private const int MaxWords = 6;

    // Behind that a line has no new words to say; a bound for lines made to be long.
    private const int MaxPlaces = 64;

    private readonly Dictionary<ulong, List<int>> _whole = [];
    private readonly Dictionary<ulong, List<int>> _aroundVariable = [];

    /// <summary>The drafts that remain, each with those that found their home in it.</summary>
    public List<TemplateDraft> Join(List<TemplateDraft> drafts)
    {
        for (int d = 0; d < drafts.Count; d++)
        {
            if (!drafts[d].IsEventId)
                Index(drafts[d].Elements, d);
        }

        int[] home = [.. Enumerable.Range(0, drafts.Count)];
        for (int d = 0; d < drafts.Count; d++)
        {
            PatternElement[] elements = drafts[d].Elements;
            if (drafts[d].IsEventId || (Unbracketed(elements, drafts) ?? Narrower(elements, drafts)) is not { } found)
                continue;
            int root = found.Home;
            while (home[root] != root)
                root = home[root];
            if (root == d)
                continue;
            drafts[root] = drafts[root].Join(drafts[d], found.Pattern);
            home[d] = root;
        }

        return [.. drafts.Where((_, d) => home[d] == d)];
    }

    private void Index(PatternElement[] elements, int draft)
    {
        Add(_whole, HashWithout(elements, 0, 0), draft);
        for (int i = 1; i < elements.Length - 1 && i < MaxPlaces; i++)
        {
            if (elements[i].IsVariable && IsBetweenWords(elements, i, 1))
                Add(_aroundVariable, ByteHash.Step(HashWithout(elements, i, 1), (uint)i), draft);
        }
    }

    private static void Add(Dictionary<ulong, List<int>> index, ulong hash, int draft)
    {
        if (!index.TryGetValue(hash, out List<int>? found))
            index[hash] = found = [];
        found.Add(draft);
    }

    // from <*> (localhost): the home of from <*>, if that is known to be followed by variable brackets.
    private (int Home, PatternElement[] Pattern)? Unbracketed(PatternElement[] elements, List<TemplateDraft> drafts)
    {
        for (int i = 1; i < elements.Length - 2 && i < MaxPlaces; i++)
        {
            if (!AreBrackets(elements[i].Id, elements[i + 2].Id) || elements[i + 1].Kind == TokenKind.Mark
                || !_whole.TryGetValue(HashWithout(elements, i, 3), out List<int>? homes))
                continue;
            foreach (int home in homes)
            {
                if (AreEqual(elements, i, 3, drafts[home].Elements, 0) && drafts[home].Elements[i - 1].GroupOpen != 0)
                    return (home, With(elements, i + 1, 1, Vocabulary.Variable));
            }
        }

        return null;
    }

    // user john smith logged in: the home of user <*> logged in.
    private (int Home, PatternElement[] Pattern)? Narrower(PatternElement[] elements, List<TemplateDraft> drafts)
    {
        int last = Math.Min(elements.Length - 1, MaxPlaces);
        for (int i = Math.Max(1, leading.EndIn(elements)); i < last; i++)
        {
            for (int count = 1; count <= MaxWords && i + count < elements.Length && IsValue(elements[i + count - 1], elements[i]); count++)
            {
                if (count == 1 || !_aroundVariable.TryGetValue(ByteHash.Step(HashWithout(elements, i, count), (uint)i), out List<int>? homes))
                    continue;
                foreach (int home in homes)
                {
                    if (AreEqual(elements, i, count, drafts[home].Elements, 1))
                        return (home, With(elements, i, count, PatternElement.Several));
                }
            }
        }

        return null;
    }

    // Words before a variable part say what it is, so a value is either words or variable parts.
    private bool IsValue(in PatternElement element, in PatternElement first) =>
        element.Kind == first.Kind && (element.IsVariable || (element.Kind == TokenKind.Word && !lexicon.IsAction(element.Id)));

    private static bool IsBetweenWords(PatternElement[] elements, int at, int count) =>
        Array.Exists(elements[..at], element => element.Kind == TokenKind.Word)
        && Array.Exists(elements[(at + count)..], element => element.Kind == TokenKind.Word);

    private bool AreBrackets(int open, int close) =>
        open > 0 && close > 0 && (lexicon.TextOf(open), lexicon.TextOf(close)) is
            ([(byte)'('], [(byte)')']) or ([(byte)'['], [(byte)']']) or ([(byte)'{'], [(byte)'}']) or ([(byte)'<'], [(byte)'>']);

    private static ulong HashWithout(PatternElement[] elements, int at, int count)
    {
        ulong hash = ByteHash.Seed;
        for (int i = 0; i < elements.Length; i++)
        {
            if (i < at || i >= at + count)
                hash = ByteHash.Step(hash, (uint)elements[i].Id);
        }

        return hash;
    }

    // Whether one without its run at a place equals the other without as many of its own there.
    private static bool AreEqual(PatternElement[] a, int at, int count, PatternElement[] b, int otherCount)
    {
        if (a.Length - count != b.Length - otherCount)
            return false;
        for (int i = 0; i < a.Length - count; i++)
        {
            if (a[i < at ? i : i + count].Id != b[i < at ? i : i + otherCount].Id)
                return false;
        }

        return true;
    }

    private static PatternElement[] With(PatternElement[] elements, int at, int count, int id)
    {
        PatternElement variable = elements[at];
        variable.MakeVariable();
        variable.Id = id;
        variable.GroupOpen = elements[at + count - 1].GroupOpen;
        return [.. elements[..at], variable, .. elements[(at + count)..]];
    }
}
