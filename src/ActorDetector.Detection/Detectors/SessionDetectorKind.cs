using ActorDetector.Detection.Training;

namespace ActorDetector.Detection.Detectors;

/// <summary>A kind of detector of sessions: how it is trained and read. What <see cref="SessionDetectors"/> lists is all there is to adding
/// one.</summary>
/// <param name="name">Its name in options, tables and the bundle, as <c>count-clustering</c>.</param>
/// <param name="summary">What it finds, in a few words.</param>
public abstract class SessionDetectorKind(string name, string summary)
{
    /// <summary>Its name in options, tables and the bundle.</summary>
    public string Name { get; } = name;

    /// <summary>What it finds, in a few words.</summary>
    public string Summary { get; } = summary;

    /// <summary>Whether it learns from labels.</summary>
    public virtual bool IsSupervised => false;

    /// <summary>Whether it looks at the order of keys, and not only at how often each came.</summary>
    public abstract bool NeedsOrder { get; }

    /// <summary>Into how many parts sessions are divided to find what scores normal ones have: each part is judged by a detector that learned
    /// from the others. At least 2; fewer where training takes long.</summary>
    public virtual int Folds => 5;

    /// <summary>The record of its options; null when it has none.</summary>
    public virtual Type? OptionsType => null;

    /// <summary>What the names of its options begin with on the command line, as <c>classifier-</c>. Kinds with the same record and the same prefix
    /// share their options.</summary>
    public virtual string OptionPrefix => "";

    /// <summary>Learns from sessions.</summary>
    /// <param name="sessions">Distinct sessions with counts; keys not in the vocabulary are UNSEEN.</param>
    /// <param name="options">A record of <see cref="OptionsType"/>; null when there is none.</param>
    /// <param name="terms">Seed, labels, cancellation.</param>
    /// <exception cref="TrainingException">There is too little to learn from.</exception>
    public abstract ISessionDetector Train(WeightedSessions sessions, object? options, SessionTrainingTerms terms);

    /// <summary>The detector that was kept.</summary>
    /// <param name="state">What <see cref="ISessionDetector.Keep"/> returned.</param>
    /// <param name="vocabulary">Log keys of the vocabulary.</param>
    /// <exception cref="FormatException">The state is not one of this kind; the message says what is wrong.</exception>
    public abstract ISessionDetector Read(DetectorState state, int vocabulary);
}
