namespace ActorDetector.Learning.Lstm;

/// <summary>One pass over the training windows.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="TrainingLoss">Mean surprise in nats over training windows, by weight.</param>
/// <param name="ValidationLoss">The same over validation windows; NaN without any.</param>
/// <param name="Best">Whether it is the best so far.</param>
public readonly record struct EpochResult(int Epoch, double TrainingLoss, double ValidationLoss, bool Best);
