using ActorDetector.Learning.Lstm;

namespace ActorDetector.Learning.Tests.Lstm;

public sealed class RehearsedLearnerTests
{
    private static readonly TrainingOptions Options = new() { Units = 8, Layers = 1, Embedding = 4, Batch = 16, LearningRate = 0.02, MaxEpochs = 60, EarlyStop = 60, Threads = 1 };

    // 3 is followed by 4, and 4 by 5; new is that 5 is followed by 3.
    private static readonly WeightedWindows Known = new([3, 3, 4, 4], [4, 5], [50, 50]);
    private static readonly WeightedWindows Fresh = new([5, 5], [3], [1]);

    [Fact]
    public void What_is_new_is_learned_and_what_is_rehearsed_stays()
    {
        var learner = new RehearsedLearner(Trained(), Known, freshShare: 0.25, Options);

        learner.Learn(Fresh, steps: 60);

        Top(learner.Network, 5).ShouldBe(3);
        Top(learner.Network, 3).ShouldBe(4);
        Top(learner.Network, 4).ShouldBe(5);
    }

    [Fact]
    public void Without_rehearsal_what_was_known_is_forgotten()
    {
        WeightedWindows contrary = new([3, 3], [5], [1]);
        LstmNetwork rehearsed = After(Known, contrary), alone = After(new WeightedWindows([], [], []), contrary);

        Top(rehearsed, 3).ShouldBe(4);
        Top(alone, 3).ShouldBe(5);

        static LstmNetwork After(WeightedWindows known, WeightedWindows fresh)
        {
            var learner = new RehearsedLearner(Trained(), known, freshShare: 0.1, Options);
            learner.Learn(fresh, steps: 200);
            return learner.Network;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_same_seed_gives_the_same_weights_on_any_number_of_threads(int threads)
    {
        MadeUp.Weights(After(Options with { Threads = threads })).ShouldBe(MadeUp.Weights(After(Options)));

        static LstmNetwork After(TrainingOptions options)
        {
            var learner = new RehearsedLearner(Trained(), Known, freshShare: 0.5, options);
            learner.Learn(Fresh, steps: 5);
            learner.Learn(Fresh, steps: 2);
            return learner.Network;
        }
    }

    [Fact]
    public void The_network_that_it_starts_from_is_not_changed_and_without_windows_nothing_is_learned()
    {
        LstmNetwork network = Trained();
        float[] before = [.. MadeUp.Weights(network)];
        WeightedWindows none = new([], [], []);
        var learner = new RehearsedLearner(network, none, freshShare: 0.5, Options);

        learner.Learn(none, steps: 3);

        MadeUp.Weights(learner.Network).ShouldBe(before);
        learner.Learn(Fresh, steps: 1);
        MadeUp.Weights(network).ShouldBe(before);
        MadeUp.Weights(learner.Network).ShouldNotBe(before);
    }

    [Fact]
    public void What_does_not_fit_the_network_is_refused()
    {
        Should.Throw<ArgumentException>(() => new RehearsedLearner(Trained(), Known, freshShare: 1.5, Options)).Message.ShouldContain("1.5");
        Should.Throw<ArgumentException>(() => new RehearsedLearner(Trained(), Known, 0.5, Options).Learn(new([9, 9], [3], [1]), 1)).Message.ShouldContain("Key 9");
    }

    private static LstmNetwork Trained() => LstmTrainer.Train(keys: 6, window: 2, Known, Known, Options);

    private static int Top(LstmNetwork network, ushort key)
    {
        float[] prediction = MadeUp.Predict(new LstmPredictor(network), [key, key]);
        return Array.IndexOf(prediction, prediction.Max());
    }
}
