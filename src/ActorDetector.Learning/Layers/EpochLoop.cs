using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Randomness;

namespace ActorDetector.Learning.Layers;

/// <summary>Trains epoch by epoch and keeps the best weights.</summary>
internal sealed class EpochLoop
{
    private const int MostVisits = 1_024;

    /// <summary>Examples of a step, counted as often as they were seen.</summary>
    public required int Batch { get; init; }

    /// <summary>Most epochs.</summary>
    public required int Epochs { get; init; }

    /// <summary>Epochs without a better loss after which training ends.</summary>
    public int EarlyStop { get; init; } = int.MaxValue;

    /// <summary>Whether the learning rate falls by half a cosine to none over the epochs (Loshchilov and Hutter, ICLR 2017, without
    /// restarts).</summary>
    public bool Annealed { get; init; }

    /// <summary>Seed of the order.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Trains, and returns the weights of the epoch with the least loss: over the validation examples, or without any the training
    /// loss.</summary>
    /// <exception cref="ArgumentException">Weights grew beyond all bounds.</exception>
    public ModelParameters Run(
        GradientLearner learner,
        ITrainingPass training,
        ITrainingPass? validation,
        Action<EpochResult>? progress,
        CancellationToken cancellation)
    {
        WeightedVisits visits = new(training.Weights, Batch, Seed, MostVisits);
        ModelParameters? best = null;
        double bestLoss = double.PositiveInfinity, rate = learner.LearningRate;
        for (int epoch = 1, since = 0; epoch <= Epochs && since < EarlyStop; epoch++)
        {
            if (Annealed)
                learner.LearningRate = rate * (1 + Math.Cos(Math.PI * (epoch - 1) / Epochs)) / 2;
            double trainingLoss = LearnAll(learner, visits, cancellation);
            RequireFinite(learner.Parameters.All, epoch);
            double validationLoss = validation is null ? double.NaN : learner.Loss(validation);
            double loss = validation is null ? trainingLoss : validationLoss;
            bool better = best is null || loss < bestLoss;
            if (better)
                (best, bestLoss, since) = (learner.Parameters.Copy(), loss, 0);
            else
                since++;
            progress?.Invoke(new(epoch, trainingLoss, validationLoss, better));
        }

        return best!;
    }

    private static void RequireFinite(ReadOnlySpan<float> weights, int epoch)
    {
        foreach (float weight in weights)
        {
            if (!float.IsFinite(weight))
                throw new ArgumentException($"Training went astray in epoch {epoch}: scale the values down, or lower LearningRate.");
        }
    }

    private static double LearnAll(GradientLearner learner, WeightedVisits visits, CancellationToken cancellation)
    {
        double loss = 0, weight = 0;
        foreach ((ReadOnlyMemory<int> batch, double ofBatch) in visits.NextEpoch())
        {
            cancellation.ThrowIfCancellationRequested();
            int[] ofVisits = batch.ToArray();
            loss += learner.Learn(Array.ConvertAll(ofVisits, visit => visits.Examples[visit]), Array.ConvertAll(ofVisits, visit => visits.Weights[visit])) * ofBatch;
            weight += ofBatch;
        }

        return loss / weight;
    }
}
