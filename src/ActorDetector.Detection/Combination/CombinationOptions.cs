using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Combination;

/// <summary>Which detectors have a vote in the verdict on a session.</summary>
public sealed record CombinationOptions : IValidatableObject
{
    /// <summary>The name of the next-key detector, which is always trained: it tells the line.</summary>
    public const string NextKey = "next-key";

    private const string OfBounded = "next-key,new-event,length,count-clustering";

    /// <summary>Names of detectors with commas between them. Default: next-key,new-event,length,count-clustering where sessions end by
    /// themselves, else next-key.</summary>
    [Description("Detectors that vote on a session, with commas between them, or all; the next-key model is always trained, as it tells the line (default: next-key,new-event,length,count-clustering where sessions end by themselves, else next-key)")]
    public string? Detectors { get; init; }

    /// <summary>The names one by one.</summary>
    /// <param name="bounded">Whether sessions end by themselves.</param>
    public IReadOnlyList<string> Names(bool bounded = true) => Detectors == "all"
        ? [NextKey, .. SessionDetectors.All.Where(kind => !kind.IsSupervised).Select(kind => kind.Name)]
        : [.. (Detectors ?? (bounded ? OfBounded : NextKey)).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];

    /// <summary>Finds names of no detector.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        string known = string.Join(", ", SessionDetectors.All.Where(kind => !kind.IsSupervised).Select(kind => kind.Name).Prepend(NextKey));
        if (Names().Count == 0)
            yield return new ValidationResult($"--detectors names none; the detectors are {known}, or all.");
        foreach (string name in Names().Where(name => name != NextKey && SessionDetectors.Find(name) is null or { IsSupervised: true }))
            yield return new ValidationResult($"--detectors {name} is no detector that learns without labels; those are {known}, or all.");
    }
}
