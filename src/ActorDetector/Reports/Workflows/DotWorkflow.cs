using System.Globalization;
using System.Text;

namespace ActorDetector.Reports.Workflows;

/// <summary>A workflow as a Graphviz graph.</summary>
public static class DotWorkflow
{
    /// <summary>The graph; a double circle is a state where a session may end.</summary>
    public static string Of(WorkflowDrawing drawing)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        StringBuilder text = new();
        text.Append("digraph workflow {\n");
        text.Append(CultureInfo.InvariantCulture, $"  label={Quote([drawing.Title, .. drawing.Notes])}; labelloc=t; rankdir=TB;\n");
        text.Append("  node [shape=circle fontname=\"sans-serif\"]; edge [fontname=\"sans-serif\" fontsize=11];\n");
        for (int state = 0; state < drawing.States.Count; state++)
        {
            string shape = drawing.States[state] ? " shape=doublecircle" : "";
            string colour = drawing.DivergedState == state ? " color=\"#b3261e\" penwidth=3" : "";
            text.Append(CultureInfo.InvariantCulture, $"  s{state} [label=\"{state}\"{shape}{colour}];\n");
        }

        foreach (DrawnStep step in drawing.Steps)
            text.Append(CultureInfo.InvariantCulture, $"  s{step.From} -> s{step.To} [label={Quote(step.Lines)}{Style(step.Mark)}];\n");
        return text.Append("}\n").ToString();
    }

    private static string Style(StepMark mark) => mark switch
    {
        StepMark.Taken => " color=\"#0072b2\" penwidth=3",
        StepMark.Broken => " color=\"#b3261e\" penwidth=3 style=dashed",
        _ => "",
    };

    // \l ends a line of text that stands to the left; & would begin an HTML entity.
    private static string Quote(IEnumerable<string> lines) => "\"" + string.Concat(lines.Select(line => line
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("&", "&amp;", StringComparison.Ordinal) + "\\l")) + "\"";
}
