using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Training;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Detection.Baselines;

/// <summary>Sessions whose counts of events are far from those of every training session.</summary>
public sealed class CountClusteringKind()
    : SessionDetectorKind<CountClusteringOptions>("count-clustering", "counts of events far from those of every training session")
{
    private const int MostNumbers = 1 << 26;

    /// <inheritdoc/>
    public override bool NeedsOrder => false;

    /// <inheritdoc/>
    protected override ISessionDetector Train(WeightedSessions sessions, CountClusteringOptions options, SessionTrainingTerms terms)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(options);
        if (sessions.Count == 0)
            throw new TrainingException("There are no sessions whose counts of events could be learned.");
        var counts = new WeightedSessions(sessions.Vocabulary);
        for (int i = 0; i < sessions.Count; i++)
        {
            ushort[] sorted = [.. sessions.Sequences[i]];
            Array.Sort(sorted);
            counts.Add(sorted, sessions.Weights[i]);
        }

        int columns = sessions.Vocabulary;
        int rows = Math.Min(Math.Min(options.CountVectors, Math.Max(1, MostNumbers / columns)), counts.Count);
        var counter = new SessionCounter(columns);
        var vectors = new float[rows * columns];
        int row = 0;
        foreach (int number in Enumerable.Range(0, counts.Count).OrderByDescending(number => counts.Weights[number]).Take(rows))
            CountClusteringDetector.Fill(vectors.AsSpan(row++ * columns, columns), counter.View(counts.Sequences[number]).Counts);
        return new CountClusteringDetector(vectors, columns);
    }

    /// <inheritdoc/>
    public override ISessionDetector Read(DetectorState state, int vocabulary)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!state.Tensors.TryGetValue(CountClusteringDetector.Vectors, out Tensor? vectors)
            || vectors.Shape is not [> 0, int columns] || columns != vocabulary || vectors.Values.Any(value => !float.IsFinite(value)))
        {
            throw new FormatException($"{CountClusteringDetector.Vectors} is not a table of {vocabulary} columns");
        }

        return new CountClusteringDetector(vectors.Values, columns);
    }
}
