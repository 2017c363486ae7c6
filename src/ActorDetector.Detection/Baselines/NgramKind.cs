using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Baselines;

/// <summary>Sessions with events in a row that never were so in training.</summary>
public sealed class NgramKind() : SessionDetectorKind<NgramOptions>("ngram", "events in a row that never were so in training")
{
    /// <inheritdoc/>
    public override bool NeedsOrder => true;

    /// <inheritdoc/>
    protected override ISessionDetector Train(WeightedSessions sessions, NgramOptions options, SessionTrainingTerms terms)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(options);
        HashSet<ulong> seen = [];
        foreach (ushort[] keys in sessions.Sequences)
        {
            foreach ((ulong ngram, _) in new Ngrams(keys, options.Ngram))
                seen.Add(ngram);
        }

        return new NgramDetector(options.Ngram, seen);
    }

    /// <inheritdoc/>
    public override ISessionDetector Read(DetectorState state, int vocabulary)
    {
        ArgumentNullException.ThrowIfNull(state);
        int length = state.Json.Number<int>("n");
        return length is >= 1 and <= 4
            ? new NgramDetector(length, [.. state.Json.Numbers<ulong>("ngrams")])
            : throw new FormatException($"n is {length}; it must be from 1 to 4");
    }
}
