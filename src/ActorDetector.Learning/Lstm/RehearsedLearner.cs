namespace ActorDetector.Learning.Lstm;

/// <summary>Teaches a trained network something new: a share of each step's batch is new windows, the rest is rehearsal of what was learned
/// before, so that it is not forgotten. Not for two threads at once.</summary>
/// <remarks>Rehearsal: Robins, "Catastrophic forgetting, rehearsal and pseudorehearsal", Connection Science, 1995.</remarks>
public sealed class RehearsedLearner
{
    private readonly LstmLearner _learner;
    private readonly LstmShape _shape;
    private readonly TrainingOptions _options;
    private readonly TrainingVisits _rehearsed;
    private readonly IEnumerator<ReadOnlyMemory<int>> _rehearsedBatches;
    private readonly int _freshBatch;

    /// <summary>A learner that starts from a network.</summary>
    /// <param name="network">Where to start; is not changed.</param>
    /// <param name="rehearsed">What was learned before; may be empty.</param>
    /// <param name="freshShare">Share of a batch that is new; in [0, 1].</param>
    /// <param name="options">Rates, batch, threads and seed; the sizes are those of the network.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range; the message names it.</exception>
    /// <exception cref="ArgumentException">The share is out of range, or windows do not fit the network.</exception>
    public RehearsedLearner(LstmNetwork network, WeightedWindows rehearsed, double freshShare, TrainingOptions options)
    {
        if (!(freshShare is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(freshShare), $"The new share of a batch is {freshShare}; it must be from 0 to 1.");
        rehearsed.Check(network.Shape, nameof(rehearsed));
        (_learner, _shape, _options) = (new(network, options), network.Shape, options);
        _freshBatch = Math.Clamp((int)Math.Round(options.Batch * freshShare), 1, options.Batch);
        _rehearsed = new(rehearsed, Math.Max(1, options.Batch - _freshBatch), options.Seed);
        _rehearsedBatches = Endless(_rehearsed).GetEnumerator();
    }

    /// <summary>The network as it is now.</summary>
    public LstmNetwork Network => _learner.Network;

    /// <summary>Learns some steps.</summary>
    /// <param name="fresh">What is new; the fewest windows weigh as much as their share of a batch.</param>
    /// <param name="steps">How many.</param>
    /// <param name="cancellation">Ends it with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">Windows do not fit the network.</exception>
    public void Learn(WeightedWindows fresh, int steps, CancellationToken cancellation = default)
    {
        fresh.Check(_shape, nameof(fresh));
        TrainingVisits visits = new(Raise(fresh), _freshBatch, _options.Seed);
        (WeightedWindows news, WeightedWindows olds) = (visits.Windows, _rehearsed.Windows);
        WeightedWindows both = new([.. news.Windows, .. olds.Windows], [.. news.Targets, .. olds.Targets], [.. news.Weights, .. olds.Weights]);
        foreach (ReadOnlyMemory<int> rows in Endless(visits).Take(steps))
        {
            cancellation.ThrowIfCancellationRequested();
            _rehearsedBatches.MoveNext();
            _learner.Learn(both, (int[])[.. rows.Span, .. Array.ConvertAll(_rehearsedBatches.Current.ToArray(), row => row + news.Count)]);
        }
    }

    private WeightedWindows Raise(WeightedWindows windows)
    {
        float total = windows.Weights.Sum();
        return total >= _freshBatch || total == 0
            ? windows
            : windows with { Weights = Array.ConvertAll(windows.Weights, weight => weight * _freshBatch / total) };
    }

    private static IEnumerable<ReadOnlyMemory<int>> Endless(TrainingVisits visits)
    {
        while (true)
        {
            foreach ((ReadOnlyMemory<int> rows, _) in visits.NextEpoch())
                yield return rows;
            if (visits.Windows.Count == 0)
                yield return ReadOnlyMemory<int>.Empty;
        }
    }
}
