using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Storage;

/// <summary>How much the store keeps for looking back. What shards need to go on is always kept.</summary>
public sealed record StoreOptions : IValidatableObject
{
    /// <summary>For how long anomalies, closed sessions, dead letters and unseen templates are kept. Default 30 days.</summary>
    [Description("For how long anomalies, closed sessions, dead letters and unseen templates are kept, as 30.00:00:00")]
    public TimeSpan RetainFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Most bytes of anomalies; the oldest go first. Default 2 GiB.</summary>
    [Description("Most bytes of anomalies in the store; the oldest go first")]
    [Range(1L, 1L << 50)]
    public long RetainBytes { get; init; } = 2L << 30;

    /// <summary>Most closed sessions; the oldest go first. Default 1,000,000.</summary>
    [Description("Most closed sessions in the store; the oldest go first")]
    [Range(1, 1_000_000_000)]
    public int RetainSessions { get; init; } = 1_000_000;

    /// <summary>Most dead letters; the oldest go first. Default 10,000.</summary>
    [Description("Most dead letters in the store; the oldest go first")]
    [Range(1, 10_000_000)]
    public int RetainDeadLetters { get; init; } = 10_000;

    /// <summary>Most unseen templates that are counted; those with the fewest lines go first. Default 10,000.</summary>
    [Description("Most unseen templates that are counted in the store; those with the fewest lines go first")]
    [Range(1, 1_000_000)]
    public int RetainUnseen { get; init; } = 10_000;

    /// <summary>Finds a time that is not positive.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RetainFor <= TimeSpan.Zero)
            yield return new ValidationResult($"--retain-for is {RetainFor}: it must be longer than 00:00:00, as 30.00:00:00.");
    }
}
