using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Logs.Mining;

/// <summary>How templates are mined.</summary>
public sealed record MiningOptions
{
    /// <summary>The miner. Default Drain.</summary>
    [Description("Template miner")]
    public MinerKind Miner { get; init; } = MinerKind.Drain;

    /// <summary>Share of equal tokens from which a line joins a template, 0 to 1; for LenMa the cosine of word lengths. Default 0.4 for
    /// Drain, 0.9 for LenMa.</summary>
    [Description("Similarity from which a line joins a template (default 0.4 for drain, 0.9 for lenma)")]
    [Range(0.0, 1.0)]
    public double? Similarity { get; init; }

    /// <summary>Depth of Drain's tree, root, level of lengths and leaves included: so many words less three lead a line and keep templates
    /// apart. Default 4.</summary>
    [Description("Depth of the tree (drain); a depth of 4 keeps lines apart by their first word")]
    [Range(3, 32)]
    public int Depth { get; init; } = 4;

    /// <summary>Most children of a tree node; further ones share the wildcard branch. With <see cref="Consolidate"/>, so many leading words make
    /// their place variable, if they are fewer than 16. Default 100.</summary>
    [Description("Most children of a node of the tree (drain)")]
    [Range(2, 100_000)]
    public int MaxChildren { get; init; } = 100;

    /// <summary>Most templates; the least recently used one gives way. Default 10,000.</summary>
    [Description("Most templates kept; the least recently used gives way")]
    [Range(1, 60_000)]
    public int MaxTemplates { get; init; } = 10_000;

    /// <summary>Characters that separate tokens besides white space. Default none.</summary>
    [Description("Characters that separate tokens besides white space, as ':=,'")]
    public string Delimiters { get; init; } = "";

    /// <summary>Whether lines are first told apart by every word that is not masked, and brought together once all are in: values of one or several
    /// words are found, opposite words stay apart, and the order of lines has no say. Off, Drain and LenMa mine as they were published.
    /// Default on.</summary>
    [Description("Bring together templates that plain mining splits (variables of several words, order of lines)")]
    public bool Consolidate { get; init; } = true;
}
