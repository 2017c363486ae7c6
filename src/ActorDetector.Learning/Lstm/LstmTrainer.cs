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
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range; the message names it.</exception>
    /// <exception cref="ArgumentException">A size is out of range, there is nothing to learn from, or windows do not fit the sizes.</exception>
    public static LstmNetwork Train(
        int keys,
        int window,
        WeightedWindows training,
        WeightedWindows validation,
        TrainingOptions options,
        Action<EpochResult>? progress = null,
        CancellationToken cancellation = default)
    {
        LstmNetwork? best = null;
        double bestLoss = double.PositiveInfinity;
        int since = 0;
        foreach ((LstmNetwork network, EpochResult epoch) in Epochs(keys, window, training, validation, options, cancellation))
        {
            double loss = validation.Count > 0 ? epoch.ValidationLoss : epoch.TrainingLoss;
            bool better = loss < bestLoss || best is null;
            if (better)
                (best, bestLoss, since) = (network, loss, 0);
            else
                since++;
            progress?.Invoke(epoch with { Best = better });
            if (since == options.EarlyStop)
                break;
        }

        return best!;
    }

    /// <summary>Trains for a number of epochs that is known, at the rates that <see cref="Train"/> has in them, and returns the last one's
    /// weights.</summary>
    /// <param name="keys">Size of the vocabulary.</param>
    /// <param name="window">Keys of a window.</param>
    /// <param name="training">What is learned from.</param>
    /// <param name="epochs">How many, at most <see cref="TrainingOptions.MaxEpochs"/>.</param>
    /// <param name="options">Sizes and rates.</param>
    /// <param name="progress">Told of each epoch when it ends.</param>
    /// <param name="cancellation">Ends training with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range; the message names it.</exception>
    /// <exception cref="ArgumentException">A size is out of range, there is nothing to learn from, or windows do not fit the sizes.</exception>
    public static LstmNetwork TrainFor(
        int keys,
        int window,
        WeightedWindows training,
        int epochs,
        TrainingOptions options,
        Action<EpochResult>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epochs);
        LstmNetwork? last = null;
        foreach ((LstmNetwork network, EpochResult epoch) in Epochs(keys, window, training, new([], [], []), options, cancellation).Take(epochs))
        {
            last = network;
            progress?.Invoke(epoch);
        }

        return last!;
    }

    private static IEnumerable<(LstmNetwork Network, EpochResult Epoch)> Epochs(
        int keys, int window, WeightedWindows training, WeightedWindows validation, TrainingOptions options, CancellationToken cancellation)
    {
        options.Check();
        LstmShape shape = new(keys, window, options.Embedding, options.Units, options.Layers, options.NextKey);
        training.Check(shape, nameof(training));
        validation.Check(shape, nameof(validation));
        if (training.Count == 0)
            throw new ArgumentException("There are no windows to learn from.", nameof(training));

        LstmLearner learner = new(LstmNetwork.Create(shape, options.Seed), options);
        TrainingVisits visits = new(training, options.Batch, options.Seed);
        for (int epoch = 1; epoch <= options.MaxEpochs; epoch++)
        {
            // Half a cosine from the full rate to none (Loshchilov and Hutter, ICLR 2017, without restarts): rare keys' probabilities settle only
            // when the steps become small.
            learner.LearningRate = options.LearningRate * (1 + Math.Cos(Math.PI * (epoch - 1) / options.MaxEpochs)) / 2;
            double trainingLoss = LearnAll(learner, visits, cancellation);
            LstmNetwork network = learner.Network;
            yield return (network, new(epoch, trainingLoss, learner.Loss(validation), Best: false)
            {
                LearningRate = learner.LearningRate,
                Network = network,
                Accuracy = validation.Count > 0 ? () => LstmAccuracy.Of(network, validation) : null,
            });
        }
    }

    private static double LearnAll(LstmLearner learner, TrainingVisits visits, CancellationToken cancellation)
    {
        double surprise = 0, weight = 0;
        foreach ((ReadOnlyMemory<int> rows, double ofBatch) in visits.NextEpoch())
        {
            cancellation.ThrowIfCancellationRequested();
            surprise += learner.Learn(visits.Windows, rows) * ofBatch;
            weight += ofBatch;
        }

        return surprise / weight;
    }
}
