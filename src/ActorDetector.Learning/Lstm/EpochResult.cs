namespace ActorDetector.Learning.Lstm;

/// <summary>One pass over the training windows.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="TrainingLoss">Mean surprise in nats over training windows, by weight.</param>
/// <param name="ValidationLoss">The same over validation windows; NaN without any.</param>
/// <param name="Best">Whether it is the best so far.</param>
public readonly record struct EpochResult(int Epoch, double TrainingLoss, double ValidationLoss, bool Best)
{
    /// <summary>The learning rate that the pass was made at; NaN where it is not told.</summary>
    public double LearningRate { get; init; } = double.NaN;

    /// <summary>The next-key network after the pass; null for others.</summary>
    public LstmNetwork? Network { get; init; }

    /// <summary>Computes the share of validation windows, by weight, whose key was the most probable; null where there are none.</summary>
    public Func<double>? Accuracy { get; init; }
}
