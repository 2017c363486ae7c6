using ActorDetector.Detection.Training;
using ActorDetector.Detection.Workflows;

namespace ActorDetector.Detection.Tests.Workflows;

public sealed class WorkflowTests
{
    [Fact]
    public void A_session_that_ends_early_is_refused()
    {
        Workflow workflow = MadeWorkflows.Learn("abcd abcde");

        workflow.Accepts("abcd").ShouldBeTrue();
        workflow.Accepts("abcde").ShouldBeTrue();
        workflow.Accepts("abc").ShouldBeFalse();
        workflow.Accepts("").ShouldBeFalse();
    }

    [Fact]
    public void Steps_that_came_in_both_orders_may_come_in_any()
    {
        // b and c, and c and d, came both ways; b and d never did.
        Workflow workflow = MadeWorkflows.Learn("abcde acbde abdce", new WorkflowOptions { WorkflowSimilarity = 0.5 });

        workflow.Tasks.Single().Concurrent.ShouldBe([(4, 5), (5, 6)]);
        workflow.Accepts("abcde").ShouldBeTrue();
        workflow.Accepts("adbce").ShouldBeFalse();
        workflow.Accepts("aebcd").ShouldBeFalse();
    }

    [Fact]
    public void Two_swaps_seen_apart_are_accepted_together()
    {
        Workflow workflow = MadeWorkflows.Learn("abcxde acbxde abcxed");

        workflow.Accepts("acbxed").ShouldBeTrue();
        workflow.Tasks.Single().States[0].Steps.Single().IsConcurrent.ShouldBeFalse();
        workflow.Tasks.Single().States[1].Steps.Single().IsConcurrent.ShouldBeTrue();
    }

    [Fact]
    public void A_step_that_was_repeated_a_varying_number_of_times_may_be_more_often_but_not_less()
    {
        Workflow workflow = MadeWorkflows.Learn("abbcd abbbcd");

        WorkflowStep loop = workflow.Tasks.Single().States[1].Steps.Single();
        loop.IsLoop.ShouldBeTrue();
        loop.Groups.Single().Single().Times.ShouldBe(new CountRange(2, 3));
        workflow.Accepts("abbbbbbcd").ShouldBeTrue();
        workflow.Accepts("abcd").ShouldBeFalse();
    }

    [Fact]
    public void A_step_that_always_came_three_times_must()
    {
        Workflow workflow = MadeWorkflows.Learn("abbbc abbbcd");

        workflow.Tasks.Single().States[1].Steps.Single().IsLoop.ShouldBeFalse();
        workflow.Accepts("abbbbc").ShouldBeFalse();
        workflow.Accepts("abbc").ShouldBeFalse();
    }

    [Fact]
    public void A_repeated_block_of_steps_is_a_loop()
    {
        Workflow workflow = MadeWorkflows.Learn("xabcabcy xabcabcabcy");

        WorkflowStep loop = workflow.Tasks.Single().States[1].Steps.Single();
        (loop.IsBlock, loop.IsLoop, loop.IsConcurrent, loop.Turns).ShouldBe((true, true, false, new CountRange(2, 3)));
        workflow.Accepts("xabcabcabcabcabcy").ShouldBeTrue();
        workflow.Accepts("xabcabcaby").ShouldBeFalse();
        workflow.Accepts("xabcy").ShouldBeFalse();
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(2, false)]
    public void Loops_are_looked_for_so_many_steps_back(int backSteps, bool found) =>
        MadeWorkflows.Learn("xabcabcy xabcabcabcy", new WorkflowOptions { WorkflowBackSteps = backSteps })
            .Accepts("xabcabcabcabcy").ShouldBe(found);

    [Fact]
    public void The_turns_of_a_loop_are_not_taken_for_steps_in_any_order() =>
        MadeWorkflows.Learn("xababy xabababy").Tasks.Single().Concurrent.ShouldBeEmpty();

    [Theory]
    [InlineData(0.8, 1)]
    [InlineData(0.81, 2)]
    public void Sessions_as_similar_as_the_option_says_are_one_task(double similarity, int tasks)
    {
        // Longest common subsequence abcd: 2 * 4 / (5 + 5) = 0.8.
        Workflow workflow = MadeWorkflows.Learn("abcde abcdf", new WorkflowOptions { WorkflowSimilarity = similarity });

        workflow.Tasks.Count.ShouldBe(tasks);
        workflow.Tasks[0].Sessions.ShouldBe(tasks == 1 ? 2 : 1);
    }

    [Fact]
    public void A_task_and_its_reverse_are_not_one_task_in_which_anything_goes()
    {
        Workflow workflow = MadeWorkflows.Learn("abcdef fedcba");

        workflow.Tasks.Count.ShouldBe(2);
        workflow.Accepts("abfedc").ShouldBeFalse();
    }

    [Fact]
    public void With_no_more_tasks_than_allowed_a_session_joins_the_most_similar()
    {
        Workflow workflow = MadeWorkflows.Learn("abcd abcd abcd efgh efgh abkl", new WorkflowOptions { WorkflowMostTasks = 2 });

        workflow.Tasks.Select(task => task.Sessions).ShouldBe([4, 2]);
        workflow.Accepts("abkl").ShouldBeTrue();
    }

    [Fact]
    public void Shared_beginnings_and_shared_endings_are_one()
    {
        // Start, after a, after b or c, after de, the end of all.
        WorkflowTask task = MadeWorkflows.Learn("abdef acdef").Tasks.Single();

        task.States.Count.ShouldBe(6);
        task.States.Count(state => state.CanEnd).ShouldBe(1);
    }

    [Fact]
    public void What_is_over_the_most_states_is_counted_and_known_word_for_word()
    {
        Workflow workflow = MadeWorkflows.Learn("abc abc abc defg", new WorkflowOptions { WorkflowMostStates = 5 });

        (workflow.KnownOnly, workflow.LeftOut).ShouldBe((1, 0));
        workflow.Accepts("defg").ShouldBeTrue();
        workflow.Accepts("def").ShouldBeFalse();
        workflow.Diagnose("def").Score.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void What_is_over_the_most_keys_is_counted_and_not_learned()
    {
        Workflow workflow = MadeWorkflows.Learn("abc abc defg", new WorkflowOptions { WorkflowMostKeys = 6 });

        (workflow.KnownOnly, workflow.LeftOut, workflow.DistinctSessions).ShouldBe((0, 1, 1));
        workflow.Accepts("defg").ShouldBeFalse();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Another_order_of_a_whole_session_that_is_a_beginning_is_accepted_only_without_strict_ends(bool strict, bool accepted)
    {
        // acb is whole by the order of its steps, but the only session that began so went on.
        Workflow workflow = MadeWorkflows.Learn("abcd abc acbd", new WorkflowOptions { WorkflowStrictEnds = strict, WorkflowSimilarity = 0.5 });

        workflow.Accepts("acb").ShouldBe(accepted);
        workflow.Accepts("abc").ShouldBeTrue();
    }

    [Fact]
    public void A_key_that_training_never_had_is_refused() => MadeWorkflows.Learn("abc").Accepts("abkc").ShouldBeFalse();

    [Fact]
    public void Without_a_session_there_is_no_workflow()
    {
        Should.Throw<TrainingException>(() => Workflow.Learn(MadeWorkflows.Sessions([[]]), new WorkflowOptions())).Message.ShouldContain("no session");
        Should.Throw<TrainingException>(() => MadeWorkflows.Learn("abc", new WorkflowOptions { WorkflowMostKeys = 2 }))
            .Message.ShouldContain("--workflow-most-keys 2");
        Should.Throw<TrainingException>(() => MadeWorkflows.Learn("abc", new WorkflowOptions { WorkflowMostStates = 3 }))
            .Message.ShouldContain("--workflow-most-states 3");
    }

    [Fact]
    public void One_session_of_one_key_is_a_workflow()
    {
        Workflow workflow = MadeWorkflows.Learn("a");

        workflow.Accepts("a").ShouldBeTrue();
        workflow.Accepts("aa").ShouldBeFalse();
    }

    [Fact]
    public void Sessions_of_thousands_of_keys_are_learned_and_judged()
    {
        // Blocks of ten steps, swapped here and there, thousands of keys long, no two alike.
        var random = new Random(11);
        ushort[][] sessions = [.. Enumerable.Range(0, 200).Select(_ => MadeWorkflows.Keys(
            $"x{string.Concat(Enumerable.Range(0, random.Next(200, 600)).Select(_ => random.Next(2) == 0 ? "abcdefghij" : "abdcefghij"))}yz"))];
        Workflow workflow = Workflow.Learn(MadeWorkflows.Sessions(sessions), new WorkflowOptions());

        sessions.ShouldAllBe(keys => workflow.Accepts(keys));
        workflow.Accepts([.. sessions[0], 3]).ShouldBeFalse();
        workflow.Diagnose([.. sessions[0][..^2], sessions[0][^1]]).Deviations
            .ShouldBe([new WorkflowDeviation(DeviationKind.Skipped, sessions[0][^2], 1, sessions[0].Length - 2)]);
    }
}
