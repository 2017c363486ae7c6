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

    /// <summary>Goes on from a trained network, step by step, as long as the caller asks for more: a share of each step's batch is what is new,
    /// the rest is rehearsal of what was learned before, so that it is not forgotten.</summary>
    /// <param name="network">Where to start; is not changed.</param>
    /// <param name="fresh">What is new.</param>
    /// <param name="rehearsed">What was learned before; may be empty.</param>
    /// <param name="freshShare">Share of a batch that is new, 0 to 1; few new windows weigh as much as that share.</param>
    /// <param name="options">Rates; the sizes are those of the network.</param>
    /// <param name="cancellation">Ends training with <see cref="OperationCanceledException"/>.</param>
    /// <returns>The network after each step.</returns>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range; the message names it.</exception>
    /// <exception cref="ArgumentException">There is nothing new, or windows do not fit the network.</exception>
    public static IEnumerable<LstmNetwork> Continue(
        LstmNetwork network,
        WeightedWindows fresh,
        WeightedWindows rehearsed,
        double freshShare,
        TrainingOptions options,
        CancellationToken cancellation = default)
    {
        options.Check();
        fresh.Check(network.Shape, nameof(fresh));
        rehearsed.Check(network.Shape, nameof(rehearsed));
        ArgumentOutOfRangeException.ThrowIfNotEqual(freshShare is >= 0 and <= 1, true, nameof(freshShare));
        if (fresh.Count == 0)
            throw new ArgumentException("There are no new windows to learn from.", nameof(fresh));
        return Steps();

        IEnumerable<LstmNetwork> Steps()
        {
            LstmLearner learner = new(network, options);
            MixedBatches batches = new(fresh, rehearsed, freshShare, options.Batch, options.Seed);
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                learner.Learn(batches.Windows, batches.Next());
                yield return learner.Network;
            }
        }
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
            yield return (learner.Network, new(epoch, trainingLoss, learner.Loss(validation), Best: false));
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
