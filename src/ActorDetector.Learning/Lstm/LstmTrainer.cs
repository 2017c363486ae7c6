namespace ActorDetector.Learning.Lstm;

/// <summary>Trains a next-key network.</summary>
public static class LstmTrainer
{
    /// <summary>Trains until the validation loss no longer falls, and returns the best epoch's weights.</summary>
    /// <param name="keys">Size of the vocabulary.</param>
    /// <param name="window">Keys of a window.</param>
    /// <param name="training">What is learned from.</param>
    /// <param name="validation">What decides when to stop; may be empty, then the training loss does.</param>
    /// <param name="options">Sizes and rates.</param>
    /// <param name="progress">Told of each epoch when it ends.</param>
    /// <param name="cancellation">Ends training with <see cref="OperationCanceledException"/>.</param>
    public static LstmNetwork Train(
        int keys,
        int window,
        WeightedWindows training,
        WeightedWindows validation,
        TrainingOptions options,
        Action<EpochResult>? progress = null,
        CancellationToken cancellation = default) => throw new NotImplementedException();
}
