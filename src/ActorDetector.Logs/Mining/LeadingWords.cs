namespace ActorDetector.Logs.Mining;

/// <summary>The first words of a line, which name what happened and are no values.</summary>
internal sealed class LeadingWords(Lexicon lexicon, int count)
{
    /// <summary>The places in front of this one hold a pattern's leading words; 0 if it begins with a variable part or a dotted name.</summary>
    public int EndIn(ReadOnlySpan<PatternElement> elements)
    {
        int words = 0;
        for (int i = 0; i < elements.Length && words < count; i++)
        {
            if (elements[i].Kind == TokenKind.Mark)
                continue;
            if (elements[i].IsVariable || lexicon.IsDottedName(elements[i].Id))
                return words == 0 ? 0 : i;
            if (++words == count)
                return i + 1;
        }

        return words == 0 ? 0 : elements.Length;
    }
}
