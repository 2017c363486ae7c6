using System.Globalization;
using System.Text;

namespace ActorDetector.Reports.Workflows;

/// <summary>A workflow as a Mermaid flow chart.</summary>
public static class MermaidWorkflow
{
    private const string Plain = " .,_-/×•→↻+";

    /// <summary>The chart; a double circle is a state where a session may end.</summary>
    public static string Of(WorkflowDrawing drawing)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        StringBuilder text = new();
        Line(text, "flowchart TD");
        Line(text, $"  title[\"{Escape(drawing.Title)}\"]");
        for (int state = 0; state < drawing.States.Count; state++)
            Line(text, drawing.States[state] ? $"  s{state}(((\"{state}\")))" : $"  s{state}((\"{state}\"))");
        foreach (DrawnStep step in drawing.Steps)
            Line(text, $"  s{step.From} -->|\"{string.Join("<br/>", step.Lines.Select(Escape))}\"| s{step.To}");
        if (drawing.Notes.Count > 0)
            Line(text, $"  notes[\"{string.Join("<br/>", drawing.Notes.Select(Escape))}\"]");
        if (drawing.DivergedState is { } diverged)
        {
            Line(text, $"  s{diverged} -.- notes");
            Line(text, "  classDef diverged stroke:#b3261e,stroke-width:3px");
            Line(text, $"  class s{diverged},notes diverged");
        }

        Style(text, drawing, StepMark.Taken, "stroke:#0072b2,stroke-width:3px");
        Style(text, drawing, StepMark.Broken, "stroke:#b3261e,stroke-width:3px,stroke-dasharray:6 4");
        return text.ToString();
    }

    private static void Style(StringBuilder text, WorkflowDrawing drawing, StepMark mark, string style)
    {
        int[] links = [.. Enumerable.Range(0, drawing.Steps.Count).Where(i => drawing.Steps[i].Mark == mark)];
        if (links.Length > 0)
            Line(text, $"  linkStyle {string.Join(',', links)} {style}");
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    // Whatever might be Mermaid's or HTML's own is written by its number.
    private static string Escape(string text)
    {
        StringBuilder escaped = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || (rune.IsBmp && Plain.Contains((char)rune.Value, StringComparison.Ordinal)))
                escaped.Append(rune);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        }

        return escaped.ToString();
    }
}
