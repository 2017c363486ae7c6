using ActorDetector.Learning.Lstm;

namespace ActorDetector.Learning.Tests.Lstm;

public sealed class WeightedTrainingTests
{
    private static readonly TrainingOptions Options = new() { Units = 8, Layers = 1, Embedding = 4, Batch = 64, LearningRate = 0.02, MaxEpochs = 40, EarlyStop = 40, Threads = 1 };

    [Fact]
    public void A_window_seen_often_is_learned_as_often_as_it_was_seen()
    {
        // After key 3 came 4 in nine of ten cases, far more often than a batch has room for.
        var windows = new WeightedWindows([3, 3, 3, 3], [4, 5], [900, 100]);
        var network = LstmTrainer.Train(keys: 6, window: 2, windows, windows, Options);
        var prediction = new float[6];

        new LstmPredictor(network).Predict([3, 3], prediction);

        MathF.Exp(prediction[4]).ShouldBe(0.9f, 0.03f);
        MathF.Exp(prediction[5]).ShouldBe(0.1f, 0.03f);
    }

    [Fact]
    public void Weights_and_repetitions_say_the_same()
    {
        var weighted = new WeightedWindows([3, 3, 4, 4], [4, 5], [3, 1]);
        var repeated = new WeightedWindows([3, 3, 3, 3, 3, 3, 4, 4], [4, 4, 4, 5], [1, 1, 1, 1]);

        double one = LossAfter(weighted);
        double other = LossAfter(repeated);

        one.ShouldBe(other, 1e-5 * other);
    }

    [Fact]
    public void Training_for_the_epochs_that_were_best_gives_the_best_weights_again()
    {
        var training = new WeightedWindows([3, 3, 4, 4, 3, 4], [4, 5, 3], [3, 1, 2]);
        var validation = new WeightedWindows([3, 3, 4, 4], [5, 4], [1, 1]);
        int best = 0;

        LstmNetwork stopped = LstmTrainer.Train(keys: 6, window: 2, training, validation, Options, epoch => best = epoch.Best ? epoch.Epoch : best);
        LstmNetwork again = LstmTrainer.TrainFor(keys: 6, window: 2, training, best, Options);

        best.ShouldBeLessThan(Options.MaxEpochs);
        again.Tensors["output.weight"].Values.ShouldBe(stopped.Tensors["output.weight"].Values);
    }

    private static double LossAfter(WeightedWindows windows)
    {
        double loss = double.NaN;
        LstmTrainer.Train(keys: 6, window: 2, windows, windows, Options with { MaxEpochs = 1 }, epoch => loss = epoch.ValidationLoss);
        return loss;
    }
}
