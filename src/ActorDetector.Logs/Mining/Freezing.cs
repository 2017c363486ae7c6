using System.Text;
using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Mining;

/// <summary>Makes a tree of a miner's clusters.</summary>
internal static class Freezing
{
    /// <summary>The tree; its templates are in order of count, the most frequent first, then of text.</summary>
    /// <param name="byUse">The clusters, the latest used last.</param>
    /// <param name="vocabulary">The texts of their tokens.</param>
    /// <param name="options">How templates are brought together, and how many there may be.</param>
    /// <param name="tokenizing">How the lines were cut.</param>
    public static TemplateTree Freeze(IEnumerable<Cluster> byUse, Vocabulary vocabulary, MiningOptions options, TokenizerOptions tokenizing)
    {
        var lexicon = new Lexicon(vocabulary);
        List<TemplateDraft> drafts = WithoutTwins(byUse.Select((cluster, used) => TemplateDraft.Of(cluster, used, lexicon.NumberOf)));
        if (options.Consolidate)
            drafts = WithoutTwins(new Consolidation(lexicon, options).Run(drafts));
        var names = new MaskSet(tokenizing.Masking.Mask);
        IEnumerable<TemplateDraft> kept = drafts.OrderByDescending(draft => draft.Used).Take(options.MaxTemplates)
            .OrderByDescending(draft => draft.Count).ThenBy(draft => draft);
        return new TemplateTree(tokenizing, [.. kept.Select((draft, id) => Freeze(draft, id, lexicon, names))]);
    }

    private static List<TemplateDraft> WithoutTwins(IEnumerable<TemplateDraft> drafts)
    {
        List<TemplateDraft> sorted = [.. drafts.Order()];
        List<TemplateDraft> distinct = [];
        for (int start = 0, end; start < sorted.Count; start = end)
        {
            for (end = start + 1; end < sorted.Count && sorted[end].CompareTo(sorted[start]) == 0;)
                end++;
            distinct.Add(end - start == 1 ? sorted[start] : TemplateDraft.Merge(sorted[start..end]));
        }

        return distinct;
    }

    private static FrozenTemplate Freeze(TemplateDraft draft, int id, Lexicon lexicon, MaskSet names)
    {
        string text = draft.IsEventId ? Encoding.UTF8.GetString(draft.Example) : TextOf(draft.Elements, lexicon, names);
        var template = new Template(id, text, draft.Count, Encoding.UTF8.GetString(draft.Example));
        return new FrozenTemplate(template, [.. draft.Others.Prepend(draft.Elements).Select(pattern => Freeze(pattern, lexicon))]);
    }

    private static FrozenPattern Freeze(PatternElement[] elements, Lexicon lexicon) => new(
        [.. elements.Select(element => new Place(KindOf(element), element.IsVariable ? [] : lexicon.TextOf(element.Id), element.GroupOpen != 0))]);

    // Where every line had the same mask, a word would be news.
    private static PlaceKind KindOf(in PatternElement element) => element.Id switch
    {
        PatternElement.Several => PlaceKind.Several,
        Vocabulary.Variable => element.Mask == 0 ? PlaceKind.Word : PlaceKind.Masked,
        _ => PlaceKind.Constant,
    };

    private static string TextOf(PatternElement[] elements, Lexicon lexicon, MaskSet names)
    {
        List<byte> text = [];
        foreach (PatternElement element in elements)
        {
            if (element.Spaced && text.Count > 0)
                text.Add((byte)' ');
            byte[] mask = Encoding.UTF8.GetBytes(names.NameOf(element.Mask));
            foreach (byte b in lexicon.TextOf(Math.Max(element.Id, Vocabulary.Variable)))
            {
                if (b == ByteClasses.MaskByte)
                    text.AddRange(mask);
                else
                    text.Add(b);
            }

            if (element.GroupOpen != 0)
                AddGroup(text, element);
        }

        return Encoding.UTF8.GetString([.. text]);
    }

    private static void AddGroup(List<byte> text, PatternElement element)
    {
        if (element.GroupSpaced)
            text.Add((byte)' ');
        text.Add(element.GroupOpen);
        text.AddRange("<*>"u8);
        text.Add((byte)((char)element.GroupOpen switch { '(' => ')', '[' => ']', '{' => '}', _ => '>' }));
    }
}
