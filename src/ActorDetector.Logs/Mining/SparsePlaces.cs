using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Mining;

/// <summary>Finds several places at once that hold a new word in nearly every line, as in
/// <c>moved a from b to c</c>: no two such lines differ at one place alone.</summary>
internal sealed class SparsePlaces(Lexicon lexicon, LeadingWords leading, double share)
{
    private const int ManyLines = 8;

    /// <summary>Makes the places variable and brings their drafts together; whether there were any.</summary>
    public bool Merge(List<TemplateDraft> drafts)
    {
        HashSet<TemplateDraft> gone = [];
        List<TemplateDraft> merged = [];
        IEnumerable<TemplateDraft> contents = drafts.Where(draft => !draft.IsEventId);
        foreach (var alike in contents.GroupBy(draft => (draft.Elements.Length, FrameOf(draft.Elements))))
        {
            List<TemplateDraft> members = [.. alike];
            int[] open = OpenPlaces(members);
            if (open.Length < 2)
                continue;
            foreach (IGrouping<ulong, TemplateDraft> rest in members.GroupBy(draft => RestOf(draft.Elements, open)))
            {
                List<TemplateDraft> lines = [.. rest];
                if (lines.Count < ManyLines || !KeepsEnough(lines[0].Elements, open))
                    continue;
                gone.UnionWith(lines);
                merged.Add(TemplateDraft.Merge(lines));
            }
        }

        drafts.RemoveAll(gone.Contains);
        drafts.AddRange(merged);
        return merged.Count > 0;
    }

    private int[] OpenPlaces(List<TemplateDraft> members)
    {
        if (members.Count < ManyLines)
            return [];
        PatternElement[] first = members[0].Elements;
        List<int> open = [];
        for (int i = leading.EndIn(first); i < first.Length; i++)
        {
            int place = i;
            IEnumerable<PatternElement> column = members.Select(draft => draft.Elements[place]);
            HashSet<int> words = [.. column.Where(element => element.Kind == TokenKind.Word).Select(element => element.Id)];
            if (words.Count < Math.Max(ManyLines, members.Count / 2))
                continue;
            if (2 * words.Count(lexicon.IsNaming) >= words.Count)
                return [];
            open.Add(place);
        }

        return [.. open];
    }

    private bool KeepsEnough(PatternElement[] elements, int[] open)
    {
        int kept = 0;
        for (int i = 0; i < elements.Length; i++)
            kept += elements[i].Kind == TokenKind.Word && !open.Contains(i) ? 1 : 0;
        return kept >= open.Length && elements.Length - open.Length >= share * elements.Length;
    }

    // Length, marks, and all up to the leading words.
    private ulong FrameOf(PatternElement[] elements)
    {
        int lead = leading.EndIn(elements);
        ulong hash = ByteHash.Step(ByteHash.Seed, (uint)elements.Length);
        for (int i = 0; i < elements.Length; i++)
            hash = ByteHash.Step(hash, i < lead || elements[i].Kind == TokenKind.Mark ? (uint)elements[i].Id : 0);
        return hash;
    }

    private static ulong RestOf(PatternElement[] elements, int[] open)
    {
        ulong hash = ByteHash.Seed;
        for (int i = 0; i < elements.Length; i++)
            hash = ByteHash.Step(hash, open.Contains(i) ? 0 : (uint)elements[i].Id);
        return hash;
    }
}
