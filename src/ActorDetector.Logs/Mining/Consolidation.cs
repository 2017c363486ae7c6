namespace ActorDetector.Logs.Mining;

/// <summary>Brings together templates that differ only in a variable part, seen as a whole once all lines are in.</summary>
/// <remarks>It works on the set of patterns, in the order of their texts: the order of lines has no say. Three steps, the
/// surest first, are repeated until none finds anything: <see cref="WordColumns"/>, <see cref="Absorption"/> and <see cref="SparsePlaces"/>; then
/// <see cref="Widening"/> once.</remarks>
internal sealed class Consolidation(Lexicon lexicon, MiningOptions options)
{
    // Real logs need a handful. A log made to need more is left as it is then.
    private const int MaxRounds = 64;

    /// <summary>The drafts that remain.</summary>
    public List<TemplateDraft> Run(List<TemplateDraft> drafts)
    {
        var leading = new LeadingWords(lexicon, options.Depth - 3);
        var columns = new WordColumns(lexicon, leading, Share, options.MaxChildren);
        var absorption = new Absorption(lexicon, leading, Share);
        var sparse = new SparsePlaces(lexicon, leading, Share);
        for (int round = 0; round < MaxRounds; round++)
        {
            drafts.Sort();
            if (!columns.Merge(drafts) && !absorption.Merge(drafts) && !sparse.Merge(drafts))
                break;
        }

        drafts.Sort();
        return new Widening(lexicon, leading).Join(drafts);
    }

    // LenMa's similarity is that of word lengths and says nothing of words.
    private double Share => options.Miner == MinerKind.Drain ? options.Similarity ?? 0.4 : 0.4;
}
