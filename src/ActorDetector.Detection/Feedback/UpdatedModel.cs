using ActorDetector.Detection.Combination;
using ActorDetector.Detection.NextKey;

namespace ActorDetector.Detection.Feedback;

/// <summary>What feedback makes of a model.</summary>
/// <param name="Model">The next-key model, moved so far that the marked sessions are accepted or the limit of steps was reached.</param>
/// <param name="Combination">The combination, those detectors retrained that did not accept a marked session.</param>
/// <param name="Retrained">The names of those detectors.</param>
/// <param name="Steps">Training steps of the next-key model.</param>
/// <param name="Marked">The sessions marked as normal.</param>
/// <param name="HeldBack">The normal sessions (windows, when sessions are unbounded) that the steps did not rehearse.</param>
/// <param name="Forgotten">Those of them that were accepted before and are not any more.</param>
public sealed record UpdatedModel(
    NextKeyModel Model, DetectorCombination Combination, IReadOnlyList<string> Retrained, int Steps, AcceptedCount Marked, AcceptedCount HeldBack, int Forgotten)
{
    /// <summary>Share of the held-back sessions accepted before that are not any more.</summary>
    public double ForgottenShare => HeldBack.Before == 0 ? 0 : (double)Forgotten / HeldBack.Before;
}
