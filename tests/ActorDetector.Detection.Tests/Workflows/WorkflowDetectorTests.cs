using System.ComponentModel.DataAnnotations;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Workflows;

namespace ActorDetector.Detection.Tests.Workflows;

public sealed class WorkflowDetectorTests
{
    private static readonly SessionDetectorKind Kind = SessionDetectors.Find("workflow")!;

    [Fact]
    public void The_score_of_a_session_is_how_many_events_are_wrong_and_none_are_above_the_threshold_when_whole()
    {
        ISessionDetector detector = Train();

        detector.Threshold.ShouldBe(0);
        Score(detector, "abcd").ShouldBe(0);
        Score(detector, "abd").ShouldBe(1);
        Score(detector, "axbcdd").ShouldBe(2);
    }

    [Fact]
    public void The_explanation_is_the_diagnosis_in_words() =>
        Train().Explain(new SessionCounter(MadeWorkflows.Vocabulary).View(MadeWorkflows.Keys("abd")), MadeWorkflows.Letter)
            .ShouldBe("event 3 of 3 ('d') leaves workflow 1 in state 2, where only 'c' may come: skipped before event 3: 'c'");

    [Fact]
    public void What_was_kept_scores_the_same()
    {
        ISessionDetector detector = Train();
        ISessionDetector read = Kind.Read(detector.Keep(), MadeWorkflows.Vocabulary);

        foreach (string session in new[] { "abcd", "abd", "dcba", "x" })
            Score(read, session).ShouldBe(Score(detector, session));
    }

    [Fact]
    public void The_options_reach_the_workflow()
    {
        ISessionDetector strict = Train(), loose = Train(new WorkflowOptions { WorkflowStrictEnds = false });

        ((WorkflowDetector)strict).Workflow.StrictEnds.ShouldBeTrue();
        ((WorkflowDetector)loose).Workflow.StrictEnds.ShouldBeFalse();
    }

    [Fact]
    public void A_state_of_something_else_is_refused() =>
        Should.Throw<FormatException>(() => Kind.Read(new DetectorState(new() { ["n"] = 2 }), MadeWorkflows.Vocabulary));

    [Fact]
    public void Options_have_ranges()
    {
        var wrong = new WorkflowOptions { WorkflowSimilarity = 1.5 };

        Should.Throw<ValidationException>(() => Validator.ValidateObject(wrong, new ValidationContext(wrong), true))
            .Message.ShouldContain("WorkflowSimilarity");
    }

    private static ISessionDetector Train(WorkflowOptions? options = null) =>
        Kind.Train(MadeWorkflows.Sessions([MadeWorkflows.Keys("abcd")]), options, new SessionTrainingTerms(1));

    private static double Score(ISessionDetector detector, string session) =>
        detector.Score(new SessionCounter(MadeWorkflows.Vocabulary).View(MadeWorkflows.Keys(session)));
}
