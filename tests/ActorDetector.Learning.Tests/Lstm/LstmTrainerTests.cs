using System.ComponentModel.DataAnnotations;
using ActorDetector.Learning.Lstm;

namespace ActorDetector.Learning.Tests.Lstm;

public sealed class LstmTrainerTests
{
    private const int Keys = 9, Window = 4;
    private static readonly TrainingOptions Small = new()
    {
        Units = 12,
        Layers = 2,
        Embedding = 5,
        MaxEpochs = 4,
        Batch = 2,
        LearningRate = 0.01,
        UnseenShare = 0,
    };

    private static readonly WeightedWindows Round = MadeUp.Round(Keys, Window);
    private static readonly WeightedWindows None = new([], [], []);

    [Fact]
    public void A_round_of_keys_is_learned()
    {
        LstmNetwork network = Train(Small with { MaxEpochs = 150 });
        float[][] rows = [.. MadeUp.Predict(new(network), Round.Windows).Chunk(Keys)];
        for (int i = 0; i < Round.Count; i++)
            Math.Exp(rows[i][Round.Targets[i]]).ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights() => Weights(Small with { Seed = 7 }).ShouldBe(Weights(Small with { Seed = 7 }));

    public static TheoryData<string, TrainingOptions> Changes => new()
    {
        { nameof(TrainingOptions.NextKey), Small with { NextKey = NextKeyBranches.Quantitative } },
        { nameof(TrainingOptions.NextKey), Small with { NextKey = NextKeyBranches.Both } },
        { nameof(TrainingOptions.Units), Small with { Units = 13 } },
        { nameof(TrainingOptions.Layers), Small with { Layers = 3 } },
        { nameof(TrainingOptions.Embedding), Small with { Embedding = 6 } },
        { nameof(TrainingOptions.Batch), Small with { Batch = 3 } },
        { nameof(TrainingOptions.LearningRate), Small with { LearningRate = 0.02 } },
        { nameof(TrainingOptions.MaxEpochs), Small with { MaxEpochs = 5 } },
        { nameof(TrainingOptions.Dropout), Small with { Dropout = 0.2 } },
        { nameof(TrainingOptions.ClipNorm), Small with { ClipNorm = 0.01 } },
        { nameof(TrainingOptions.UnseenShare), Small with { UnseenShare = 0.3 } },
        { nameof(TrainingOptions.Seed), Small with { Seed = 2 } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void An_option_takes_effect(string option, TrainingOptions changed) => Weights(changed).ShouldNotBe(Weights(Small), option);

    [Fact]
    public void Threads_do_not_change_the_weights() => Weights(Small with { Threads = 3 }).ShouldBe(Weights(Small with { Threads = 1 }));

    [Fact]
    public void Training_stops_when_the_validation_loss_falls_no_more_and_gives_back_the_best_weights()
    {
        // What is learned is the opposite of what is validated: every step makes it worse.
        WeightedWindows contrary = Round with { Targets = [.. Round.Targets.Select(key => (ushort)(3 + ((key - 2) % (Keys - 3))))] };
        List<EpochResult> epochs = [];
        TrainingOptions options = Small with { MaxEpochs = 200, EarlyStop = 3 };
        LstmNetwork network = LstmTrainer.Train(Keys, Window, Round, contrary, options, epochs.Add);
        EpochResult best = epochs.Last(epoch => epoch.Best);
        epochs.Count.ShouldBe(best.Epoch + 3);
        epochs.Min(epoch => epoch.ValidationLoss).ShouldBe(best.ValidationLoss);
        new LstmLearner(network, options).Loss(contrary).ShouldBe(best.ValidationLoss);
    }

    [Fact]
    public void Without_validation_windows_the_training_loss_decides()
    {
        List<EpochResult> epochs = [];
        Train(Small, epochs.Add);
        epochs.ShouldAllBe(epoch => double.IsNaN(epoch.ValidationLoss));
        epochs[0].Best.ShouldBeTrue();
        epochs[^1].TrainingLoss.ShouldBeLessThan(epochs[0].TrainingLoss);
    }

    [Fact]
    public void Every_epoch_is_told_of()
    {
        List<EpochResult> epochs = [];
        Train(Small, epochs.Add);
        epochs.Select(epoch => epoch.Epoch).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void Training_can_be_cancelled()
    {
        using CancellationTokenSource source = new();
        int epochs = 0;
        Should.Throw<OperationCanceledException>(() => LstmTrainer.Train(
            Keys, Window, Round, None, Small with { MaxEpochs = 1000, EarlyStop = 1000 }, epoch => Stop(epoch.Epoch), source.Token));
        epochs.ShouldBe(2);

        void Stop(int epoch)
        {
            epochs = epoch;
            if (epoch == 2)
                source.Cancel();
        }
    }

    [Fact]
    public void Unseen_keys_in_a_window_disturb_less_when_training_has_met_some()
    {
        ushort[] unseen = [.. Round.Windows.Select((key, place) => place % Window == 0 ? key : (ushort)2)];
        WeightedWindows disturbed = Round with { Windows = unseen };
        TrainingOptions options = Small with { MaxEpochs = 120 };
        LossOf(options with { UnseenShare = 0.4 }).ShouldBeLessThan(LossOf(options with { UnseenShare = 0 }));

        double LossOf(TrainingOptions training) => new LstmLearner(Train(training), training).Loss(disturbed);
    }

    [Fact]
    public void The_greatest_learning_rate_gives_bad_weights_but_numbers() =>
        Weights(Small with { LearningRate = 1, MaxEpochs = 50, ClipNorm = 0 }).ShouldAllBe(weight => float.IsFinite(weight));

    [Fact]
    public void A_wrong_option_is_refused_with_its_name_its_value_and_the_range()
    {
        string message = Should.Throw<ValidationException>(() => Train(Small with { Units = 0 })).Message;
        message.ShouldContain("Units");
        message.ShouldContain("0");
        message.ShouldContain("1024");
    }

    [Fact]
    public void A_branch_that_does_not_exist_is_refused_with_those_that_do()
    {
        string message = Should.Throw<ValidationException>(() => Train(Small with { NextKey = (NextKeyBranches)7 })).Message;
        message.ShouldContain("NextKey is 7");
        message.ShouldContain("Sequential, Quantitative, Both");
    }

    [Fact]
    public void Nothing_to_learn_from_is_refused() =>
        Should.Throw<ArgumentException>(() => LstmTrainer.Train(Keys, Window, None, Round, Small)).Message.ShouldContain("no windows");

    [Fact]
    public void A_key_outside_the_vocabulary_is_refused() =>
        Should.Throw<ArgumentException>(() => LstmTrainer.Train(Keys - 1, Window, Round, None, Small))
            .Message.ShouldContain("vocabulary of 8");

    [Fact]
    public void Windows_of_another_length_are_refused() =>
        Should.Throw<ArgumentException>(() => LstmTrainer.Train(Keys, Window + 1, Round, None, Small))
            .Message.ShouldContain("windows of 5");

    [Fact]
    public void A_weight_that_is_no_count_is_refused() =>
        Should.Throw<ArgumentException>(() => LstmTrainer.Train(
                Keys, Window, Round with { Weights = [1, 1, float.NaN, 1, 1, 1] }, None, Small))
            .Message.ShouldContain("NaN");

    private static LstmNetwork Train(TrainingOptions options, Action<EpochResult>? progress = null) =>
        LstmTrainer.Train(Keys, Window, Round, None, options, progress);

    private static float[] Weights(TrainingOptions options) => MadeUp.Weights(Train(options));
}
