namespace ActorDetector.Logs.Mining;

/// <summary>Drafts whose patterns are equal but for one place.</summary>
/// <param name="Place">That place.</param>
/// <param name="Drafts">The drafts, each with a word of its own there.</param>
internal sealed record Column(int Place, List<TemplateDraft> Drafts) : IComparable<Column>
{
    /// <summary>The words of the column.</summary>
    public IEnumerable<int> Words => Drafts.Select(draft => draft.Elements[Place].Id);

    /// <summary>The nearest word before the place with only punctuation in between, or -1.</summary>
    public int WordBefore()
    {
        for (int i = Place - 1; i >= 0; i--)
        {
            PatternElement element = Drafts[0].Elements[i];
            if (element.Kind != TokenKind.Mark)
                return element.IsVariable ? -1 : element.Id;
        }

        return -1;
    }

    /// <summary>Those with most words first, then in the order of their patterns.</summary>
    public int CompareTo(Column? other)
    {
        if (other is null)
            return 1;
        int order = other.Drafts.Count.CompareTo(Drafts.Count);
        if (order == 0)
            order = TemplateDraft.Compare(Drafts[0].Elements.AsSpan(0, Place), other.Drafts[0].Elements.AsSpan(0, other.Place));
        return order != 0 ? order : Drafts[0].CompareTo(other.Drafts[0]);
    }
}
