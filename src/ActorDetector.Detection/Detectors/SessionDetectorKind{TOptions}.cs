namespace ActorDetector.Detection.Detectors;

/// <summary>A kind of detector with options.</summary>
/// <typeparam name="TOptions">The record of its options; every property becomes an option of the command line.</typeparam>
public abstract class SessionDetectorKind<TOptions>(string name, string summary) : SessionDetectorKind(name, summary)
    where TOptions : class, new()
{
    /// <inheritdoc/>
    public sealed override Type OptionsType => typeof(TOptions);

    /// <inheritdoc/>
    public sealed override ISessionDetector Train(WeightedSessions sessions, object? options, SessionTrainingTerms terms) =>
        Train(sessions, (TOptions?)options ?? new TOptions(), terms);

    /// <summary>Learns from sessions.</summary>
    /// <exception cref="Training.TrainingException">There is too little to learn from.</exception>
    protected abstract ISessionDetector Train(WeightedSessions sessions, TOptions options, SessionTrainingTerms terms);
}
