using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ActorDetector.Detection.NextKey;

/// <summary>What the next-key model looks at and how its cut-off is chosen.</summary>
public sealed record NextKeyOptions : IValidatableObject
{
    /// <summary>Log keys that a prediction is made from. Default 10.</summary>
    [Description("Log keys that a prediction is made from")]
    [Range(1, 256)]
    public int Window { get; init; } = 10;

    /// <summary>A key is expected when it is among the g most probable. Default: chosen on sessions that were not learned from.</summary>
    [Description("A key is expected when it is among the g most probable (default: chosen on sessions that were not learned from)")]
    [Range(1, 65_000)]
    public int? G { get; init; }

    /// <summary>Share of the normal sessions (of events, when sessions are unbounded) not learned from that the chosen g may call anomalous;
    /// the cut-off of ends may call as many. Default 0.005.</summary>
    [Description("Share of the normal sessions (events, when sessions are unbounded) not learned from that the chosen g may call anomalous, and the cut-off of ends as well")]
    [Range(0.0, 0.5)]
    public double FalsePositives { get; init; } = 0.005;

    /// <summary>Share of the sessions, first ones first, that is learned from. Default 0.7.</summary>
    [Description("Share of the sessions, first ones first, that is learned from")]
    [Range(0.05, 1.0)]
    public double TrainShare { get; init; } = 0.7;

    /// <summary>Share up to which sessions decide when to stop; g is chosen on them and the rest. Default 0.85.</summary>
    [Description("Share up to which sessions decide when to stop; g is chosen on them and the rest")]
    [Range(0.05, 1.0)]
    public double ValidationShare { get; init; } = 0.85;

    /// <summary>Shortest bounded session that is learned from, in events. Default 1.</summary>
    [Description("Shortest bounded session that is learned from, in events")]
    [Range(1, 1_000_000)]
    public int MinSessionLength { get; init; } = 1;

    /// <summary>Whether, once the number of epochs and g are chosen, the model is trained again on all sessions. Default on.</summary>
    [Description("Train again on all sessions once the number of epochs and g are chosen")]
    public bool Refit { get; init; } = true;

    /// <summary>Finds a validation part that would end before it begins.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ValidationShare < TrainShare)
        {
            yield return new ValidationResult(string.Create(
                CultureInfo.InvariantCulture,
                $"--validation-share {ValidationShare} is below --train-share {TrainShare}: the validation part must not end before the training part; give both."));
        }
    }
}
