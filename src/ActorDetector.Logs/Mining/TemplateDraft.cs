namespace ActorDetector.Logs.Mining;

/// <summary>A template while it is brought together from clusters.</summary>
internal sealed class TemplateDraft : IComparable<TemplateDraft>
{
    /// <summary>Its pattern; also what is shown.</summary>
    public required PatternElement[] Elements { get; init; }

    /// <summary>Patterns of other lines that have this template too.</summary>
    public List<PatternElement[]> Others { get; } = [];

    /// <summary>How many lines it has.</summary>
    public required long Count { get; init; }

    /// <summary>The content of one of its lines.</summary>
    public required byte[] Example { get; init; }

    /// <summary>Its place in the order of use, the latest highest.</summary>
    public required int Used { get; init; }

    /// <summary>Whether it stands for an event id.</summary>
    public required bool IsEventId { get; init; }

    /// <summary>The draft of a cluster, its words numbered anew.</summary>
    public static TemplateDraft Of(Cluster cluster, int used, int[] numberOf)
    {
        var elements = (PatternElement[])cluster.Elements.Clone();
        foreach (ref PatternElement element in elements.AsSpan())
            element.Id = numberOf[element.Id];
        return new TemplateDraft
        {
            Elements = elements,
            Count = cluster.Count,
            Example = cluster.Example,
            Used = used,
            IsEventId = cluster.IsEventId,
        };
    }

    /// <summary>One draft of several whose patterns are as long: places at which they differ become variable. It shows what the most
    /// frequent shows.</summary>
    public static TemplateDraft Merge(IReadOnlyList<TemplateDraft> drafts)
    {
        TemplateDraft most = MostFrequent(drafts);
        var elements = (PatternElement[])most.Elements.Clone();
        foreach (TemplateDraft draft in drafts)
        {
            for (int i = 0; i < elements.Length; i++)
                elements[i].Absorb(draft.Elements[i]);
        }

        return most.With(elements, drafts);
    }

    /// <summary>This draft with the lines of others and one more pattern for them.</summary>
    public TemplateDraft Join(TemplateDraft other, PatternElement[] pattern)
    {
        TemplateDraft joined = With(Elements, [this, other]);
        joined.Others.Add(pattern);
        return joined;
    }

    /// <summary>By pattern: a total order that hangs on the texts alone.</summary>
    public int CompareTo(TemplateDraft? other) => other is null ? 1 : Compare(Elements, other.Elements);

    /// <summary>Orders patterns by their elements.</summary>
    public static int Compare(ReadOnlySpan<PatternElement> a, ReadOnlySpan<PatternElement> b)
    {
        for (int i = 0; i < a.Length && i < b.Length; i++)
        {
            if (a[i].Id != b[i].Id)
                return a[i].Id.CompareTo(b[i].Id);
        }

        return a.Length.CompareTo(b.Length);
    }

    private static TemplateDraft MostFrequent(IReadOnlyList<TemplateDraft> drafts)
    {
        TemplateDraft most = drafts[0];
        foreach (TemplateDraft draft in drafts)
        {
            if (draft.Count > most.Count || (draft.Count == most.Count && draft.CompareTo(most) < 0))
                most = draft;
        }

        return most;
    }

    private TemplateDraft With(PatternElement[] elements, IReadOnlyList<TemplateDraft> drafts)
    {
        var merged = new TemplateDraft
        {
            Elements = elements,
            Count = drafts.Sum(draft => draft.Count),
            Example = Example,
            Used = drafts.Max(draft => draft.Used),
            IsEventId = IsEventId,
        };
        foreach (TemplateDraft draft in drafts)
            merged.Others.AddRange(draft.Others);
        return merged;
    }
}
