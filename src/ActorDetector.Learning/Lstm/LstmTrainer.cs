using ActorDetector.Learning.Randomness;

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
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range; the message names
    /// it.</exception>
    /// <exception cref="ArgumentException">A size is out of range, there is nothing to learn from, or windows do not fit the
    /// sizes.</exception>
    public static LstmNetwork Train(
        int keys,
        int window,
        WeightedWindows training,
        WeightedWindows validation,
        TrainingOptions options,
        Action<EpochResult>? progress = null,
        CancellationToken cancellation = default)
    {
        options.Check();
        LstmShape shape = new(keys, window, options.Embedding, options.Units, options.Layers);
        training.Check(shape, nameof(training));
        validation.Check(shape, nameof(validation));
        if (training.Count == 0)
            throw new ArgumentException("There are no windows to learn from.", nameof(training));

        LstmNetwork best = LstmNetwork.Create(shape, options.Seed);
        LstmLearner learner = new(best, options);
        SeededGenerator order = SeededGenerator.For(options.Seed, 0, 0);
        int[] rows = [.. Enumerable.Range(0, training.Count)];
        double bestLoss = double.PositiveInfinity;
        for (int epoch = 1, since = 0; epoch <= options.MaxEpochs && since < options.EarlyStop; epoch++)
        {
            order.Shuffle(rows);
            double trainingLoss = LearnAll(learner, training, rows, options.Batch, cancellation);
            double validationLoss = learner.Loss(validation);
            double loss = validation.Count > 0 ? validationLoss : trainingLoss;
            bool better = loss < bestLoss;
            if (better)
                (best, bestLoss, since) = (learner.Network, loss, 0);
            else
                since++;
            progress?.Invoke(new(epoch, trainingLoss, validationLoss, better));
        }

        return best;
    }

    private static double LearnAll(LstmLearner learner, WeightedWindows training, int[] rows, int batch, CancellationToken cancellation)
    {
        double surprise = 0, weight = 0;
        for (int start = 0; start < rows.Length; start += batch)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlyMemory<int> part = rows.AsMemory(start, Math.Min(batch, rows.Length - start));
            double loss = learner.Learn(training, part), ofBatch = 0;
            foreach (int row in part.Span)
                ofBatch += training.Weights[row];
            surprise += loss * ofBatch;
            weight += ofBatch;
        }

        return surprise / weight;
    }
}
