using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Detection.Unseen;

/// <summary>How templates that training never saw are resolved by meaning.</summary>
public sealed record UnseenOptions
{
    /// <summary>Whether an unseen template counts as the known one that means the same. Default on.</summary>
    [Description("Let an unseen template count as the known one that means the same")]
    public bool Resolve { get; init; } = true;

    /// <summary>Cosine from which an unseen template counts as the known one that it is most similar to; above 1 none does. Default: chosen on the
    /// training templates, each left out in turn.</summary>
    [Description("Cosine from which an unseen template counts as the most similar known one; above 1 for never (default: chosen on the training templates)")]
    [Range(0.0, 1.01)]
    public double? UnseenThreshold { get; init; }

    /// <summary>How a template's words make its vector. Default TF-IDF.</summary>
    [Description("How a template's words make its vector: their average, or weighted by TF-IDF")]
    public TemplateWeighting UnseenWeighting { get; init; } = TemplateWeighting.TfIdf;

    /// <summary>Most unseen templates that are counted; the one not met for longest is forgotten, and told again if it comes back. Default 1,000.</summary>
    [Description("Most unseen templates that are counted; the one not met for longest is forgotten, and told again if it comes back")]
    [Range(1, 100_000)]
    public int UnseenTemplates { get; init; } = 1000;

    /// <summary>Most masked texts of unseen lines whose answer is kept, a kilobyte each at most. Default 10,000.</summary>
    [Description("Most masked texts of unseen lines whose answer is kept, a kilobyte each at most")]
    [Range(2, 1_000_000)]
    public int UnseenTexts { get; init; } = 10_000;
}
