using System.Diagnostics;
using System.Xml.Linq;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Workflows;
using ActorDetector.Reports.Workflows;

namespace ActorDetector.Tests.Reports.Workflows;

public sealed class WorkflowDrawingTests
{
    private static readonly Workflow Learned = Learn([3, 4, 5, 5, 6], [3, 5, 4, 5, 5, 6], [3, 4, 5, 5, 6, 7]);

    [Fact]
    public void Every_notation_has_the_states_steps_loops_and_orders()
    {
        var drawing = WorkflowDrawing.Of(Learned, 0, Text);

        drawing.States.ShouldBe([false, false, false, true, true]);
        drawing.Steps.Select(step => (step.From, step.To, string.Join('|', step.Lines))).ShouldBe([
            (0, 1, "k3"), (1, 2, "in any order:|• k4|• k5 ×2+ ↻"), (2, 3, "k6"), (3, 4, "k7")]);
        MermaidWorkflow.Of(drawing).ShouldContain("  s1 -->|\"in any order#58;<br/>• k4<br/>• k5 ×2+ ↻\"| s2\n");
        MermaidWorkflow.Of(drawing).ShouldContain("  s3(((\"3\")))\n");
        DotWorkflow.Of(drawing).ShouldContain("  s1 -> s2 [label=\"in any order:\\l• k4\\l• k5 ×2+ ↻\\l\"];\n");
        DotWorkflow.Of(drawing).ShouldContain("  s3 [label=\"3\" shape=doublecircle];\n");
        Texts(SvgWorkflow.Of(drawing)).ShouldBe([drawing.Title, "k3", "in any order:", "• k4", "• k5 ×2+ ↻", "k6", "k7", "0", "1", "2", "3", "4"]);
    }

    [Fact]
    public void The_way_of_a_session_and_where_it_leaves_are_highlighted()
    {
        WorkflowDiagnosis diagnosis = Learned.Diagnose([3, 6]);
        var drawing = WorkflowDrawing.Of(Learned, 0, Text, diagnosis);

        drawing.DivergedState.ShouldBe(1);
        drawing.Steps.Select(step => step.Mark).ShouldBe([StepMark.Taken, StepMark.Broken, StepMark.Taken, StepMark.None]);
        drawing.Notes.ShouldBe(["skipped before event 2: 'k4'", "skipped before event 2: 'k5' (2 times)"]);
        MermaidWorkflow.Of(drawing).ShouldContain("  linkStyle 1 stroke:#b3261e");
        DotWorkflow.Of(drawing).ShouldContain("  s1 [label=\"1\" color=\"#b3261e\" penwidth=3];\n");
        XDocument.Parse(SvgWorkflow.Of(drawing)).Descendants().Count(element => (string?)element.Attribute("class") == "broken").ShouldBe(1);
        Texts(SvgWorkflow.Of(drawing)).ShouldContain("skipped before event 2: 'k4'");
    }

    [Fact]
    public void A_diagnosis_of_another_task_is_not_shown()
    {
        Workflow two = Learn([3, 4, 5], [8, 9, 10]);

        WorkflowDrawing.Of(two, 1, Text, two.Diagnose([3, 5])).DivergedState.ShouldBeNull();
    }

    [Theory]
    [InlineData("</text><script>alert(1)</script>")]
    [InlineData("\"]; end %% \\ \" & &amp; #quot; |x| {y} `z`")]
    [InlineData("\u001b[31m\n\0\u202e")]
    public void Text_of_logs_does_no_harm_in_any_notation(string hostile)
    {
        var drawing = WorkflowDrawing.Of(Learned, 0, _ => hostile, Learned.Diagnose([3, 6]));

        XDocument.Parse(SvgWorkflow.Of(drawing)).Descendants().ShouldAllBe(element => element.Name.LocalName != "script");
        MermaidWorkflow.Of(drawing).Split('\n').ShouldAllBe(line => line.Count(c => c == '"') % 2 == 0 && !line.Contains("script>"));
        foreach (string line in DotWorkflow.Of(drawing).Split('\n'))
            line.Replace("\\\\", "").Replace("\\\"", "").Count(c => c == '"').ShouldBeOneOf(0, 2, 4, 6, 8);
    }

    [Fact]
    public void Boxes_and_states_do_not_lie_on_one_another()
    {
        var random = new Random(3);
        ushort[][] sessions = [.. Enumerable.Range(0, 25).Select(_ =>
            Enumerable.Range(0, random.Next(3, 12)).Select(_ => (ushort)random.Next(3, 30)).Distinct().ToArray())];
        Workflow workflow = Workflow.Learn(Sessions(sessions), new WorkflowOptions { WorkflowSimilarity = 0, WorkflowMostTasks = 1 });
        var drawing = WorkflowDrawing.Of(workflow, 0, Text);

        XElement[] boxes = [.. XDocument.Parse(SvgWorkflow.Of(drawing)).Descendants().Where(element => ((string?)element.Attribute("class"))?.StartsWith("step", StringComparison.Ordinal) == true)];

        boxes.Length.ShouldBe(drawing.Steps.Count);
        foreach (XElement one in boxes)
        {
            foreach (XElement other in boxes.Where(other => other != one))
                (Apart(one, other, "x", "width") || Apart(one, other, "y", "height")).ShouldBeTrue();
        }
    }

    [Fact]
    public void More_than_can_be_read_is_not_drawn_but_counted()
    {
        Workflow workflow = Learn([.. Enumerable.Range(0, 150).Select(key => (ushort)(key + 3))]);
        var drawing = WorkflowDrawing.Of(workflow, 0, Text);

        (drawing.States.Count, drawing.Steps.Count).ShouldBe((100, 99));
        drawing.Notes.ShouldBe(["51 more states and 51 more steps are not drawn"]);
    }

    [Fact]
    public void There_is_no_drawing_of_a_task_that_is_not_there() =>
        Should.Throw<ArgumentOutOfRangeException>(() => WorkflowDrawing.Of(Learned, 1, Text));

    [GraphvizFact]
    public void Graphviz_reads_the_graph()
    {
        var drawing = WorkflowDrawing.Of(Learned, 0, key => $"a \"b\" \\ & &amp; <{key}>", Learned.Diagnose([3, 6]));
        using Process dot = Process.Start(new ProcessStartInfo("dot", "-Tsvg") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        dot.StandardInput.Write(DotWorkflow.Of(drawing));
        dot.StandardInput.Close();
        string svg = dot.StandardOutput.ReadToEnd();
        dot.WaitForExit();

        dot.ExitCode.ShouldBe(0);
        svg.ShouldContain("a &quot;b&quot; \\ &amp; &amp;amp; &lt;3&gt;");
    }

    private static bool Apart(XElement one, XElement other, string start, string size) =>
        Value(one, start) >= Value(other, start) + Value(other, size) || Value(other, start) >= Value(one, start) + Value(one, size);

    private static double Value(XElement element, string name) => (double)element.Attribute(name)!;

    private static IEnumerable<string> Texts(string svg) =>
        XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value);

    private static string Text(ushort key) => $"k{key}";

    private static Workflow Learn(params ushort[][] sessions) => Workflow.Learn(Sessions(sessions), new WorkflowOptions());

    private static WeightedSessions Sessions(ushort[][] sessions)
    {
        WeightedSessions all = new(200);
        foreach (ushort[] keys in sessions)
            all.Add(keys);
        return all;
    }
}
