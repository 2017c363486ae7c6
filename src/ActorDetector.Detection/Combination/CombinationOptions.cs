using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Combination;

/// <summary>Which detectors have a vote in the verdict on a session.</summary>
public sealed record CombinationOptions : IValidatableObject
{
    /// <summary>The name of the next-key detector, which is always trained: it tells the line.</summary>
    public const string NextKey = "next-key";

    /// <summary>Names of detectors with commas between them. Default: next-key,new-event,length,count-clustering.</summary>
    [Description("Detectors that vote on a session, with commas between them, or all; the next-key model is always trained, as it tells the line")]
    public string Detectors { get; init; } = "next-key,new-event,length,count-clustering";

    /// <summary>The names one by one.</summary>
    public IReadOnlyList<string> Names() => Detectors == "all"
        ? [NextKey, .. SessionDetectors.All.Where(kind => !kind.IsSupervised).Select(kind => kind.Name)]
        : [.. Detectors.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];

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
