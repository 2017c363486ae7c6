namespace ActorDetector.Detection.Detectors;

/// <summary>A trained detector of closed sessions and windows. Never changes, so that many threads may ask it; pure: the same session has
/// the same score, bit for bit.</summary>
public interface ISessionDetector
{
    /// <summary>The score above which a session is anomalous, when the method itself has one; null when it is to be chosen on
    /// sessions that were not learned from.</summary>
    double? Threshold { get; }

    /// <summary>How strange a session is: higher is stranger, never NaN. Comparable with other scores of the same detector only.</summary>
    double Score(in SessionView session);

    /// <summary>Why a session has its score, in a sentence without a full stop.</summary>
    /// <param name="session">The session.</param>
    /// <param name="textOf">The template of a log key.</param>
    string Explain(in SessionView session, Func<ushort, string> textOf);

    /// <summary>All that <see cref="SessionDetectorKind.Read"/> needs to make the same detector.</summary>
    DetectorState Keep();
}
