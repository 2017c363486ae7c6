using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Mining;

/// <summary>Finds places at which many words stand in lines that are otherwise equal: there the words are values.</summary>
/// <remarks>Few words may be states that must stay apart, so they count as values only if all were seen as values behind the
/// same word elsewhere. Words that name events and states (<see cref="Lexicon.IsNaming"/>) and leading words are values only when there
/// are very many of them, or more than a node of Drain's tree may have children. Opposites are never values.</remarks>
internal sealed class WordColumns(Lexicon lexicon, LeadingWords leading, double share, int maxChildren)
{
    private const int ManyWords = 4;
    private const int ManyNames = 16;

    // Behind that a line has no new words to say; a bound for lines made to be long.
    private const int MaxPlaces = 64;

    private readonly HashSet<(int Before, int Word)> _values = [];

    /// <summary>Makes the places variable and brings their drafts together; whether there were any.</summary>
    public bool Merge(List<TemplateDraft> drafts)
    {
        List<Column> columns = Find(drafts);
        columns.Sort();
        HashSet<TemplateDraft> gone = [];
        foreach (Column column in columns)
        {
            // What another column took waits for the next round.
            if (column.Drafts.Exists(gone.Contains))
                continue;
            gone.UnionWith(column.Drafts);
            drafts.Add(TemplateDraft.Merge(column.Drafts));
            if (column.Drafts.Count >= ManyWords && column.WordBefore() is >= 0 and var before)
                _values.UnionWith(column.Words.Select(word => (before, word)));
        }

        drafts.RemoveAll(gone.Contains);
        return gone.Count > 0;
    }

    private List<Column> Find(List<TemplateDraft> drafts)
    {
        List<Site> sites = [];
        for (int d = 0; d < drafts.Count; d++)
        {
            if (!drafts[d].IsEventId)
                AddSites(drafts[d], d, sites);
        }

        sites.Sort();
        List<Column> columns = [];
        for (int start = 0, end; start < sites.Count; start = end)
        {
            for (end = start + 1; end < sites.Count && sites[end].Hash == sites[start].Hash;)
                end++;
            if (end - start > 1 && ColumnOf(sites[start..end], drafts) is { } column)
                columns.Add(column);
        }

        return columns;
    }

    private static void AddSites(TemplateDraft draft, int index, List<Site> sites)
    {
        PatternElement[] elements = draft.Elements;
        ulong[] behind = new ulong[elements.Length + 1];
        behind[^1] = ByteHash.Seed;
        for (int i = elements.Length - 1; i >= 0; i--)
            behind[i] = ByteHash.Step(behind[i + 1], (uint)elements[i].Id);
        ulong before = ByteHash.Step(ByteHash.Seed, (uint)elements.Length);
        for (int i = 0; i < elements.Length && i < MaxPlaces; i++)
        {
            if (elements[i].Kind != TokenKind.Mark)
                sites.Add(new Site(ByteHash.Step(ByteHash.Step(before, behind[i + 1]), (uint)i), index, i));
            before = ByteHash.Step(before, (uint)elements[i].Id);
        }
    }

    private Column? ColumnOf(List<Site> sites, List<TemplateDraft> drafts)
    {
        int place = sites[0].Place;
        PatternElement[] first = drafts[sites[0].Draft].Elements;
        if ((first.Length - 1) < share * first.Length || !HasWordBeside(first, place))
            return null;
        List<TemplateDraft> all = [.. sites.Select(site => drafts[site.Draft]).Where(draft => AreEqualBut(first, draft.Elements, place))];

        // With a variable part among them it is a question of absorption.
        if (all.Exists(draft => draft.Elements[place].IsVariable))
            return null;
        HashSet<int> words = [.. all.Select(draft => draft.Elements[place].Id)];
        all.RemoveAll(draft => HasOppositeAmong(draft.Elements[place].Id, words));
        if (all.Count < 2)
            return null;
        var column = new Column(place, all);
        bool isNaming = place < leading.EndIn(first) || 2 * column.Words.Count(lexicon.IsNaming) >= all.Count;
        bool areValues = isNaming
            ? all.Count >= Math.Min(ManyNames, maxChildren)
            : all.Count >= ManyWords || AreKnownValues(column);
        return areValues ? column : null;
    }

    private bool HasOppositeAmong(int word, HashSet<int> words) =>
        lexicon.HasOpposite(word) && words.Any(other => lexicon.AreOpposites(word, other));

    private bool AreKnownValues(Column column) =>
        column.WordBefore() is >= 0 and var before && column.Words.All(word => _values.Contains((before, word)));

    private static bool HasWordBeside(PatternElement[] elements, int place)
    {
        for (int i = 0; i < elements.Length; i++)
        {
            if (i != place && elements[i].Kind == TokenKind.Word)
                return true;
        }

        return false;
    }

    private static bool AreEqualBut(PatternElement[] a, PatternElement[] b, int place)
    {
        if (a.Length != b.Length)
            return false;
        for (int i = 0; i < a.Length; i++)
        {
            if (i != place && a[i].Id != b[i].Id)
                return false;
        }

        return true;
    }

    private readonly record struct Site(ulong Hash, int Draft, int Place) : IComparable<Site>
    {
        public int CompareTo(Site other)
        {
            int order = Hash.CompareTo(other.Hash);
            return order != 0 ? order : Draft.CompareTo(other.Draft);
        }
    }
}
