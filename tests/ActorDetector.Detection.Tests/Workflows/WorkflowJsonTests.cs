using ActorDetector.Detection.Workflows;

namespace ActorDetector.Detection.Tests.Workflows;

public sealed class WorkflowJsonTests
{
    private static readonly string Written = MadeWorkflows.Write(MadeWorkflows.Learn("abcde acbde xababy xabababy"));

    [Theory]
    [InlineData("[]", "workflow.json has no 'sessions'")]
    [InlineData("""{"sessions":[],"tasks":[]}""", "has no tasks")]
    [InlineData("""{"sessions":[[0]],"tasks":[]}""", "sessions[0] is empty")]
    [InlineData("""{"sessions":[[1,3]],"tasks":[]}""", "sessions[0][0] is no whole number from 0 to 0")]
    [InlineData("""{"sessions":[[0,70000]],"tasks":[]}""", "sessions[0][1] is no whole number from 0 to 65535")]
    [InlineData("""{"sessions":[[0,4],[0,3]],"tasks":[]}""", "not behind the session before it")]
    public void What_is_no_workflow_is_refused_with_its_place(string json, string message) =>
        Should.Throw<FormatException>(() => MadeWorkflows.Read(json)).Message.ShouldContain(message);

    [Theory]
    [InlineData("\"to\":1", "\"to\":0", "is no whole number from 1 to")]
    [InlineData("\"to\":1", "\"to\":99", "is no whole number from 1 to")]
    [InlineData("\"turns\":[2,3]", "\"turns\":[0,3]", "turns[0] is no whole number from 1 to")]
    [InlineData("\"turns\":[2,3]", "\"turns\":[3,2]", "turns[1] is no whole number from 3 to")]
    [InlineData("\"turns\":[2,3]", "\"turns\":[500000000,500000000]", "more keys than a session can have")]
    [InlineData("\"blocks\":[[[3],[4]]]", "\"blocks\":[]", "a block that is none of the task's")]
    [InlineData("\"blocks\":[[[3],[4]]]", "\"blocks\":[[[3]]]", "fewer than two groups")]
    [InlineData("\"concurrent\":[4,5]", "\"concurrent\":[4]", "its length is odd")]
    [InlineData("\"canEnd\":true", "\"canEnd\":false", "a session cannot end in it")]
    [InlineData("\"canEnd\":true", "\"canEnd\":1", "neither true nor false")]
    [InlineData("\"strictEnds\":true,", "", "has no 'strictEnds'")]
    public void A_workflow_that_was_changed_is_refused_with_its_place(string right, string wrong, string message)
    {
        Written.ShouldContain(right);

        Should.Throw<FormatException>(() => MadeWorkflows.Read(Written.Replace(right, wrong, StringComparison.Ordinal))).Message.ShouldContain(message);
    }

    [Fact]
    public void Whatever_bytes_are_changed_it_is_read_or_refused()
    {
        var random = new Random(5);
        for (int i = 0; i < 2_000; i++)
        {
            char[] changed = Written.ToCharArray();
            for (int change = random.Next(1, 4); change > 0; change--)
                changed[random.Next(changed.Length)] = "0123456789[]{},:\"e-"[random.Next(19)];
            try
            {
                Workflow workflow = MadeWorkflows.Read(new string(changed));
                workflow.Diagnose("xabay").Score.ShouldBeGreaterThanOrEqualTo(0);
            }
            catch (Exception refused) when (refused is FormatException or System.Text.Json.JsonException)
            {
                refused.Message.ShouldNotBeEmpty();
            }
        }
    }

    [Fact]
    public void Counts_of_what_was_left_out_are_kept()
    {
        Workflow read = MadeWorkflows.Read(MadeWorkflows.Write(
            MadeWorkflows.Learn("abc abc defg hijklm", new WorkflowOptions { WorkflowMostStates = 5, WorkflowMostKeys = 8 })));

        (read.KnownOnly, read.LeftOut).ShouldBe((1, 1));
    }
}
