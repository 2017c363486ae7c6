using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Mining;

/// <summary>Finds patterns that another covers: where they have words it has variable parts, and they share at least as many words.</summary>
internal sealed class Absorption(Lexicon lexicon, LeadingWords leading, double share)
{
    // A log made so that all its patterns have one shape must not make this quadratic without end.
    private const int MaxCompared = 1000;

    /// <summary>Lets patterns be absorbed; whether there were any.</summary>
    public bool Merge(List<TemplateDraft> drafts)
    {
        Dictionary<ulong, List<TemplateDraft>> covering = [];
        foreach (TemplateDraft draft in drafts)
        {
            if (!draft.Elements.Any(element => element.IsVariable))
                continue;
            ulong shape = ShapeOf(draft.Elements);
            if (!covering.TryGetValue(shape, out List<TemplateDraft>? alike))
                covering[shape] = alike = [];
            if (alike.Count < MaxCompared)
                alike.Add(draft);
        }

        List<(int Differences, TemplateDraft By, TemplateDraft Absorbed)> found = [];
        foreach (TemplateDraft draft in drafts)
        {
            if (!draft.IsEventId && covering.TryGetValue(ShapeOf(draft.Elements), out List<TemplateDraft>? alike)
                && Best(draft, alike) is { } best)
            {
                found.Add((best.Differences, best.By, draft));
            }
        }

        return Apply(WithoutOpposites(found), drafts);
    }

    // Lines with opposite words at one place are two kinds of line, whatever else stands there.
    private List<(int Differences, TemplateDraft By, TemplateDraft Absorbed)> WithoutOpposites(
        List<(int Differences, TemplateDraft By, TemplateDraft Absorbed)> found)
    {
        HashSet<TemplateDraft> apart = [];
        foreach (var sameBy in found.GroupBy(item => item.By))
        {
            for (int i = 0; i < sameBy.Key.Elements.Length; i++)
            {
                int place = i;
                var telling = sameBy.Select(item => item.Absorbed).ToLookup(draft => draft.Elements[place].Id);
                int[] words = [.. telling.Select(word => word.Key).Where(word => word > Vocabulary.Variable && lexicon.HasOpposite(word))];
                foreach (int word in words.Where(word => Array.Exists(words, other => lexicon.AreOpposites(word, other))))
                    apart.UnionWith(telling[word]);
            }
        }

        return [.. found.Where(item => !apart.Contains(item.Absorbed))];
    }

    private static bool Apply(List<(int Differences, TemplateDraft By, TemplateDraft Absorbed)> found, List<TemplateDraft> drafts)
    {
        found.Sort((a, b) =>
        {
            int order = a.Differences.CompareTo(b.Differences);
            if (order == 0)
                order = a.By.CompareTo(b.By);
            return order != 0 ? order : a.Absorbed.CompareTo(b.Absorbed);
        });
        HashSet<TemplateDraft> gone = [], busy = [];
        Dictionary<TemplateDraft, List<TemplateDraft>> merges = [];
        foreach ((_, TemplateDraft by, TemplateDraft absorbed) in found)
        {
            // What was absorbed cannot absorb, and what absorbs is not absorbed in the same round.
            if (gone.Contains(by) || busy.Contains(absorbed))
                continue;
            gone.Add(absorbed);
            busy.Add(by);
            if (!merges.TryGetValue(by, out List<TemplateDraft>? members))
                merges[by] = members = [by];
            members.Add(absorbed);
        }

        drafts.RemoveAll(draft => gone.Contains(draft) || busy.Contains(draft));
        drafts.AddRange(merges.Values.Select(TemplateDraft.Merge));
        return gone.Count > 0;
    }

    private (int Differences, TemplateDraft By)? Best(TemplateDraft draft, List<TemplateDraft> alike)
    {
        (int Differences, TemplateDraft By)? best = null;
        int free = leading.EndIn(draft.Elements);
        foreach (TemplateDraft by in alike)
        {
            int differences = Differences(draft.Elements, by.Elements, free);
            if (differences > 0 && (best is null || differences < best.Value.Differences
                || (differences == best.Value.Differences && by.CompareTo(best.Value.By) < 0)))
                best = (differences, by);
        }

        return best;
    }

    // At how many places the one has a word for the other's variable part; 0 if that is not all, or they are the same.
    private int Differences(PatternElement[] elements, PatternElement[] by, int free)
    {
        int differences = 0, words = 0;
        if (elements.Length != by.Length)
            return 0;
        for (int i = 0; i < elements.Length; i++)
        {
            if (elements[i].Id == by[i].Id)
                words += elements[i].Kind == TokenKind.Word ? 1 : 0;
            else if (by[i].IsVariable && elements[i].Kind == TokenKind.Word && i >= free && !lexicon.IsAction(elements[i].Id))
                differences++;
            else
                return 0;
        }

        return words >= differences && elements.Length - differences >= share * elements.Length ? differences : 0;
    }

    private static ulong ShapeOf(PatternElement[] elements)
    {
        ulong hash = ByteHash.Step(ByteHash.Seed, (uint)elements.Length);
        foreach (PatternElement element in elements)
            hash = ByteHash.Step(hash, element.Kind == TokenKind.Mark ? (uint)element.Id : 0);
        return hash;
    }
}
