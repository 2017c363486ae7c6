using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Detection.Feedback;

/// <summary>How far a model may be moved by feedback.</summary>
public sealed record UpdateRules
{
    /// <summary>Most training steps. Default 500.</summary>
    [Description("Most training steps that are tried until the marked sessions are accepted")]
    [Range(1, 100_000)]
    public int MaxSteps { get; init; } = 500;

    /// <summary>Share of the held-back normal sessions (windows, when sessions are unbounded) accepted before that may be called anomalous
    /// after the update; beyond it the update is refused. Default 0.005.</summary>
    [Description("Share of the held-back normal sessions (windows, when sessions are unbounded) accepted before that may be called anomalous afterwards; beyond it the update is refused")]
    [Range(0.0, 1.0)]
    public double MaxForgotten { get; init; } = 0.005;
}
