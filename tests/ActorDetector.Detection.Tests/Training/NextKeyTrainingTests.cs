using System.ComponentModel.DataAnnotations;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Detection.Training;
using ActorDetector.Learning.Lstm;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Tests.Training;

public sealed class NextKeyTrainingTests
{
    private static readonly NextKeyOptions Once = new() { Window = 5, G = 1, Refit = false };
    private static readonly TrainingOptions OneEpoch = MadeModels.Quick with { MaxEpochs = 1 };

    [Fact]
    public void Sessions_are_gathered_in_the_order_of_opening_and_those_cut_have_no_end()
    {
        SessionCollector collector = MadeModels.Collect(
            MadeEvents.Block("a:3 b:4 a:5 a:6 b:5 c:3"), options: new SessionOptions { SessionCount = 3 });

        collector.Sessions.Select(session => string.Join(' ', session.Keys)).ShouldBe(["3 5 6", "4 5", "3"]);
        collector.Sessions.Select(session => session.Ended).ShouldBe([false, true, true]);
        collector.Events.ShouldBe(6);
    }

    [Fact]
    public void No_unbounded_session_has_an_end() =>
        MadeModels.Collect(MadeEvents.Block("a:3 b:4"), bounded: false).Sessions.ShouldAllBe(session => !session.Ended);

    [Fact]
    public void Bounded_sessions_are_split_whole_by_the_order_of_opening()
    {
        IReadOnlyList<TrainingSession> sessions = MadeModels.Collect(MadeModels.Lives(20)).Sessions;
        var split = new SessionSplit(sessions, bounded: true, new NextKeyOptions());

        Enumerable.Range(0, 20).Select(number => split.PartOf(sessions[number], number, index: 0)).ShouldBe(
            [.. Enumerable.Repeat(SplitPart.Training, 14), .. Enumerable.Repeat(SplitPart.Validation, 3), .. Enumerable.Repeat(SplitPart.HeldOut, 3)]);
    }

    [Fact]
    public void Places_are_kept_of_unbounded_sessions_only()
    {
        MadeModels.Collect(MadeModels.Lives(2)).Sessions.ShouldAllBe(session => session.Places.Count == 0);
        MadeModels.Collect(MadeModels.Lives(2), bounded: false).Sessions.ShouldAllBe(session => session.Places.Count == 4);
    }

    [Fact]
    public void Unbounded_sessions_are_split_at_the_same_place_in_the_input()
    {
        IReadOnlyList<TrainingSession> sessions = MadeModels.Collect(
            MadeEvents.Block(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? "a" : "b", MadeModels.Open))), bounded: false).Sessions;
        var split = new SessionSplit(sessions, bounded: false, new NextKeyOptions());

        sessions[1].Places.ShouldBe([.. Enumerable.Range(0, 10).Select(i => (2 * i) + 1)]);
        Enumerable.Range(0, 10).Select(index => split.PartOf(sessions[1], 1, index)).Distinct().ShouldBe([SplitPart.Training, SplitPart.Validation, SplitPart.HeldOut]);
        split.PartOf(sessions[0], 0, 6).ShouldBe(SplitPart.Training); // place 12
        split.PartOf(sessions[0], 0, 7).ShouldBe(SplitPart.Validation); // place 14
        split.PartOf(sessions[1], 1, 8).ShouldBe(SplitPart.HeldOut); // place 17
    }

    [Fact]
    public void The_vocabulary_is_that_of_the_training_part_alone()
    {
        // Template 4 (key 7) comes in the last session only, and template 2 (key 5) nowhere.
        EventBlock block = MadeEvents.Block(
            Enumerable.Range(0, 20).SelectMany(i => new[] { (ushort)3, (ushort)4, (ushort)6, i == 19 ? (ushort)7 : (ushort)4 }.Select(key => ($"s{i}", key))));

        TrainedNextKey trained = MadeModels.Train(MadeModels.Collect(block).Sessions, bounded: true, Once, OneEpoch);

        trained.KeptTemplates.ShouldBe([0, 1, 3]);
        trained.Model.Keys.ShouldBe(6);
    }

    [Fact]
    public void A_refit_learns_all_sessions_and_their_templates()
    {
        EventBlock block = MadeEvents.Block(
            Enumerable.Range(0, 20).SelectMany(i => new[] { (ushort)3, (ushort)4, (ushort)6, i == 19 ? (ushort)7 : (ushort)4 }.Select(key => ($"s{i}", key))));

        TrainedNextKey trained = MadeModels.Train(MadeModels.Collect(block).Sessions, bounded: true, training: OneEpoch);

        trained.KeptTemplates.ShouldBe([0, 1, 3, 4]);
        trained.Windows.ShouldBe(20 * 5);
    }

    [Fact]
    public void Distinct_windows_are_learned_once_and_count_as_often_as_they_came()
    {
        TrainedNextKey trained = MadeModels.Train(MadeModels.Collect(MadeModels.Lives(100)).Sessions, bounded: true, Once, OneEpoch);

        // Four events and an end in each of the 70 sessions of the training part.
        (trained.Windows, trained.DistinctWindows).ShouldBe((350, 5));
        trained.Model.TrainedEvents.ShouldBe(350);
    }

    [Fact]
    public void Counted_windows_weigh_what_they_count()
    {
        var counter = new WindowCounter(2);
        counter.Add([3, 4], 5).ShouldBe(0);
        counter.Add([3, 4], 6).ShouldBe(1);
        counter.Add([3, 4], 5).ShouldBe(0);

        WeightedWindows windows = counter.ToWeighted();

        (counter.Distinct, counter.Total).ShouldBe((2, 3));
        windows.Windows.ToArray().ShouldBe([3, 4, 3, 4]);
        windows.Targets.ToArray().ShouldBe([5, 6]);
        windows.Weights.ToArray().ShouldBe([2f, 1f]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_gives_others()
    {
        IReadOnlyList<TrainingSession> sessions = MadeModels.Collect(MadeModels.Lives(20)).Sessions;

        Weights(OneEpoch).ShouldBe(Weights(OneEpoch with { Threads = 2 }));
        Weights(OneEpoch).ShouldNotBe(Weights(OneEpoch with { Seed = 2 }));

        float[] Weights(TrainingOptions options) =>
            [.. MadeModels.Train(sessions, bounded: true, training: options).Model.Network.Tensors.Values.SelectMany(tensor => tensor.Values)];
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_g_that_is_given_is_used(int g)
    {
        TrainedNextKey trained = MadeModels.Train(
            MadeModels.Collect(MadeModels.Lives(20)).Sessions, bounded: true, new NextKeyOptions { Window = 3, G = g }, OneEpoch);

        (trained.Model.G, trained.Choice.G, trained.Model.Window).ShouldBe((g, g, 3));
        trained.Choice.Reason.ShouldContain("--g");
    }

    [Fact]
    public void Without_a_given_g_a_model_that_learned_its_log_lets_the_log_pass()
    {
        TrainedNextKey trained = MadeModels.Train(
            MadeModels.Collect(MadeModels.Lives(40)).Sessions, bounded: true, new NextKeyOptions { Window = 5 });

        Verdicts.Of(trained.Model, [MadeModels.Lives(5)]).Events.ShouldAllBe(verdict => !verdict.Anomalous);
        trained.Choice.ValidationFalsePositives.ShouldBe(0);
        trained.Choice.HeldOutFalsePositives.ShouldBe(0);
    }

    [Fact]
    public void Sessions_shorter_than_the_least_length_are_not_learned_from()
    {
        EventBlock block = MadeEvents.Block(Enumerable.Range(0, 40).SelectMany(i => i % 2 == 0
            ? new[] { ($"s{i}", MadeModels.Open), ($"s{i}", MadeModels.Read) }
            : [($"s{i}", MadeModels.Write)]));

        NextKeyOptions options = Once with { MinSessionLength = 2 };

        TrainedNextKey trained = MadeModels.Train(
            SessionSplit.LearnedFrom(MadeModels.Collect(block).Sessions, bounded: true, options), bounded: true, options, OneEpoch);

        trained.KeptTemplates.ShouldBe([0, 1]);
        trained.Windows.ShouldBe(14 * 3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Too_few_sessions_are_refused_with_what_to_do(int sessions)
    {
        IReadOnlyList<TrainingSession> few = MadeModels.Collect(MadeModels.Lives(sessions)).Sessions;

        string message = Should.Throw<TrainingException>(() => MadeModels.Train(few, bounded: true)).Message;

        message.ShouldContain($"{sessions} sessions");
        message.ShouldContain("--train-share 0.7");
        message.ShouldContain("Give more lines");
    }

    [Fact]
    public void Too_few_events_of_unbounded_sessions_are_refused_without_naming_an_option_that_has_no_effect_on_them()
    {
        IReadOnlyList<TrainingSession> few = MadeModels.Collect(MadeEvents.Block("a:3"), bounded: false).Sessions;

        string message = Should.Throw<TrainingException>(() => MadeModels.Train(few, bounded: false)).Message;

        message.ShouldStartWith("1 events are too few");
        message.ShouldNotContain("--min-session-length");
    }

    [Fact]
    public void A_validation_share_below_the_training_share_is_refused() =>
        Should.Throw<ValidationException>(() => MadeModels.Train(
                MadeModels.Collect(MadeModels.Lives(20)).Sessions, bounded: true, new NextKeyOptions { TrainShare = 0.8, ValidationShare = 0.5 }))
            .Message.ShouldContain("--validation-share 0.5 is below --train-share 0.8");

    [Fact]
    public void With_both_shares_one_everything_is_learned_from()
    {
        TrainedNextKey trained = MadeModels.Train(
            MadeModels.Collect(MadeModels.Lives(1)).Sessions, bounded: true, new NextKeyOptions { Window = 5, TrainShare = 1, ValidationShare = 1 }, OneEpoch);

        trained.Windows.ShouldBe(5);
        double.IsNaN(trained.Choice.ValidationFalsePositives).ShouldBeTrue();
    }

    [Fact]
    public void Training_can_be_cancelled() => Should.Throw<OperationCanceledException>(() => NextKeyTraining.Train(
        MadeModels.Collect(MadeModels.Lives(20)).Sessions, bounded: true, new NextKeyOptions(), OneEpoch, cancellation: new CancellationToken(true)));
}
