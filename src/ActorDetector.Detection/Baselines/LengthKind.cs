using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Training;

namespace ActorDetector.Detection.Baselines;

/// <summary>Sessions shorter or longer than any in training.</summary>
public sealed class LengthKind() : SessionDetectorKind("length", "sessions shorter or longer than any in training")
{
    /// <inheritdoc/>
    public override bool NeedsOrder => false;

    /// <inheritdoc/>
    public override ISessionDetector Train(WeightedSessions sessions, object? options, SessionTrainingTerms terms)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        if (sessions.Count == 0)
            throw new TrainingException("There are no sessions whose length could be learned.");
        return new LengthDetector(sessions.Sequences.Min(keys => keys.Length), sessions.Sequences.Max(keys => keys.Length));
    }

    /// <inheritdoc/>
    public override ISessionDetector Read(DetectorState state, int vocabulary)
    {
        ArgumentNullException.ThrowIfNull(state);
        (int shortest, int longest) = (state.Json.Number<int>("shortest"), state.Json.Number<int>("longest"));
        return shortest >= 0 && longest >= shortest ? new LengthDetector(shortest, longest)
            : throw new FormatException($"shortest is {shortest} and longest {longest}; they must be lengths, the shortest first");
    }
}
