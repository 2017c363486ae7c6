using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Detection.Parameters;

/// <summary>Whose parameters are learned, how, and what of them is anomalous.</summary>
public sealed record ParameterOptions : VectorOptions
{
    /// <summary>Templates whose parameters are learned, the most frequent first; 0 for none. Default 0.</summary>
    [Description("Templates whose parameters are learned, the most frequent first; 0 for none")]
    [Range(0, 10_000)]
    public int ParameterTemplates { get; init; }

    /// <summary>Times that training must have had a word in its place for it not to be anomalous. Default 2.</summary>
    [Description("Times that training must have had a word (user, address ...) in its place for it not to be anomalous")]
    [Range(1, 1_000_000)]
    public int ParameterMinSeen { get; init; } = 2;

    /// <summary>Share of new words in the last quarter of training up to which a place is one where new words are anomalous; where more are
    /// new, as with identifiers, they say nothing. Default 0.005.</summary>
    [Description("Share of new words in the last quarter of training up to which new words in that place are anomalous")]
    [Range(0.0, 1.0)]
    public double ParameterNewShare { get; init; } = 0.005;

    /// <summary>Most distinct words that are remembered of a place; a place with more is left out. Ten times as many pairs of entity and word
    /// are. Default 1,000.</summary>
    [Description("Most distinct words that are remembered of a place, and a tenth of the pairs of entity and word; a place with more is left out")]
    [Range(1, 100_000)]
    public int ParameterMaxValues { get; init; } = 1_000;
}
