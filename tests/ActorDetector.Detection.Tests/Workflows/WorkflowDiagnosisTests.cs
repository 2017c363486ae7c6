using ActorDetector.Detection.Workflows;

namespace ActorDetector.Detection.Tests.Workflows;

public sealed class WorkflowDiagnosisTests
{
    private static readonly Workflow Line = MadeWorkflows.Learn("abcdefgh");

    [Theory]
    [InlineData("abdefgh", DeviationKind.Skipped, 'c', 2)]
    [InlineData("abcddefgh", DeviationKind.Repeated, 'd', 4)]
    [InlineData("abcxdefgh", DeviationKind.Added, 'x', 3)]
    [InlineData("abcdefg", DeviationKind.EndedEarly, 'h', 7)]
    [InlineData("abdcefgh", DeviationKind.OutOfOrder, 'c', 3)]
    public void One_fault_is_told_as_one_and_what_follows_is_not(string session, DeviationKind kind, char step, int index)
    {
        WorkflowDiagnosis diagnosis = Line.Diagnose(session);

        diagnosis.Deviations.ShouldBe([new WorkflowDeviation(kind, MadeWorkflows.Keys($"{step}")[0], 1, index)]);
        (diagnosis.Accepted, diagnosis.Score, diagnosis.DivergedAt).ShouldBe((false, 1, index));
    }

    [Fact]
    public void It_says_from_which_state_it_diverged_and_what_was_possible()
    {
        Workflow workflow = MadeWorkflows.Learn("abc abd ab", new WorkflowOptions { WorkflowSimilarity = 0.5 });

        WorkflowDiagnosis diagnosis = workflow.Diagnose("abx");

        diagnosis.State.ShouldBe(2);
        diagnosis.Possible.Select(step => step.Groups.Single().Single().Key).ShouldBe(MadeWorkflows.Keys("cd"), ignoreOrder: true);
        diagnosis.CouldEnd.ShouldBeTrue();
        Words(workflow, "abx").ShouldBe("event 3 of 3 ('x') leaves workflow 1 in state 2, where only 'c'; or 'd'; or the end may come: added at event 3: 'x'");
    }

    [Theory]
    [InlineData("xabcabcbcabcy", DeviationKind.Skipped, 'a', 7)]
    [InlineData("xabcabcaqbcabcy", DeviationKind.Added, 'q', 8)]
    [InlineData("xabcabcqabcy", DeviationKind.Added, 'q', 7)]
    public void A_fault_within_a_loop_is_told_as_one(string session, DeviationKind kind, char step, int index) =>
        MadeWorkflows.Learn("xabcabcy xabcabcabcy").Diagnose(session).Deviations
            .ShouldBe([new WorkflowDeviation(kind, MadeWorkflows.Keys($"{step}")[0], 1, index)]);

    [Fact]
    public void Several_faults_are_all_told()
    {
        Line.Diagnose("acdeffghh").Deviations.ShouldBe([
            new WorkflowDeviation(DeviationKind.Skipped, 4, 1, 1),
            new WorkflowDeviation(DeviationKind.Repeated, 8, 1, 5),
            new WorkflowDeviation(DeviationKind.Repeated, 10, 1, 8),
        ]);
    }

    [Fact]
    public void An_accepted_session_follows_its_workflow_step_by_step()
    {
        WorkflowDiagnosis diagnosis = Line.Diagnose("abcdefgh");

        (diagnosis.Accepted, diagnosis.Score, diagnosis.DivergedAt).ShouldBe((true, 0, -1));
        diagnosis.Moves.ShouldBe(Enumerable.Range(0, 8).Select(state => new WorkflowMove(state, 0, true)));
        Words(Line, "abcdefgh").ShouldBe("it follows workflow 1");
    }

    [Fact]
    public void The_way_of_a_refused_session_shows_the_step_that_it_skipped() =>
        Line.Diagnose("abdefgh").Moves.Where(move => !move.Fits).ShouldBe([new WorkflowMove(2, 0, false)]);

    [Fact]
    public void A_beginning_that_would_be_whole_in_another_order_says_what_came_next_in_training()
    {
        Workflow workflow = MadeWorkflows.Learn("abcd abc acbd", new WorkflowOptions { WorkflowSimilarity = 0.5 });

        WorkflowDiagnosis diagnosis = workflow.Diagnose("acb");

        diagnosis.Deviations.ShouldBe([new WorkflowDeviation(DeviationKind.EndedEarly, LogKey.End, 1, 3)]);
        Words(workflow, "acb").ShouldContain("only 'd' may come: ended early: every training session that began so went on");
    }

    [Fact]
    public void The_words_say_how_a_step_repeats_and_what_comes_in_any_order()
    {
        Workflow workflow = MadeWorkflows.Learn("abbcdx abbbdcx", new WorkflowOptions { WorkflowSimilarity = 0.7 });

        Words(workflow, "abbx").ShouldContain("'c' and 'd' in any order may come: skipped before event 4: 'c'; skipped before event 4: 'd'");
        WorkflowWords.Of(workflow.Tasks[0].States[1].Steps[0], MadeWorkflows.Letter).ShouldBe("'b' (2 or more times)");
    }

    [Fact]
    public void Only_the_first_of_many_faults_are_in_the_words() =>
        Words(Line, "zyxwvuts").ShouldEndWith("; and 11 more");

    [Fact]
    public void A_session_of_keys_that_training_never_had_is_all_wrong() => Line.Diagnose("xyz").Score.ShouldBe(3 + 8);

    private static string Words(Workflow workflow, string session) =>
        WorkflowWords.Of(workflow.Diagnose(session), MadeWorkflows.Keys(session), MadeWorkflows.Letter);
}
