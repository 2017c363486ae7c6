using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Feedback;

namespace ActorDetector.Detection.Tests.Feedback;

public sealed class FeedbackIntakeTests
{
    private readonly ModelBundle _bundle = MadeFeedback.Bounded(g: 2, "length");

    [Fact]
    public void Marked_sessions_are_kept_once_by_their_lines()
    {
        FeedbackIntake intake = MadeFeedback.Take(_bundle, ["open read read write close", "open read read write close"], ["open close"]);

        (intake.Normal, intake.Anomalous, intake.Known).ShouldBe((1, 1, 0));
        intake.Marked.Lines.Select(line => line.Text).ShouldBe(["open", "read", "write", "close"]);
        intake.Marked.Normal.ShouldHaveSingleItem().ShouldBe([0, 1, 1, 2, 3]);
        intake.Marked.Anomalous.ShouldHaveSingleItem().ShouldBe([0, 3]);
    }

    [Fact]
    public void What_training_had_and_the_model_accepts_is_not_kept()
    {
        FeedbackIntake intake = MadeFeedback.Take(_bundle, ["open read write close"], []);

        (intake.Normal, intake.Known, intake.Marked.IsEmpty).ShouldBe((0, 1, true));
    }

    [Fact]
    public void A_session_cannot_be_normal_and_anomalous_at_once()
    {
        string message = Should.Throw<FeedbackException>(() => MadeFeedback.Take(_bundle, ["open close"], ["open close"])).Message;

        message.ShouldContain("2 events is marked as normal and as anomalous");
        message.ShouldContain("open");
    }

    [Fact]
    public void The_last_mark_on_a_session_counts()
    {
        ModelBundle once = _bundle.With(MadeFeedback.Take(_bundle, ["open read read write close"], ["open close"]).Marked);

        FeedbackIntake turned = MadeFeedback.Take(once, ["open close"], ["open read read write close"]);

        (turned.Normal, turned.Anomalous).ShouldBe((1, 1));
        turned.Marked.Normal.ShouldHaveSingleItem().ShouldBe([0, 3]);
        turned.Marked.Anomalous.ShouldHaveSingleItem().ShouldBe([0, 1, 1, 2, 3]);
    }

    [Fact]
    public void A_normal_session_with_a_template_never_seen_is_refused_by_its_line()
    {
        string message = Should.Throw<FeedbackException>(() => MadeFeedback.Take(_bundle, ["open compress close"], [])).Message;

        message.ShouldContain("compress");
        message.ShouldContain("Train again");
    }

    [Fact]
    public void An_anomalous_session_with_a_template_never_seen_is_remembered_by_its_line()
    {
        FeedbackIntake intake = MadeFeedback.Take(_bundle, [], ["open compress close"]);

        intake.Marked.Lines.Select(line => line.Text).ShouldBe(["open", "compress", "close"]);
        intake.Anomalous.ShouldBe(1);
    }

    [Fact]
    public void An_unbounded_session_of_what_training_had_cannot_be_told_as_anomalous()
    {
        string message = Should.Throw<FeedbackException>(
            () => MadeFeedback.Take(MadeFeedback.Unbounded(), [], ["open read write close open"])).Message;

        message.ShouldContain("differs from what training had");
    }
}
