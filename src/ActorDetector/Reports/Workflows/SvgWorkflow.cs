using System.Globalization;
using System.Text;

namespace ActorDetector.Reports.Workflows;

/// <summary>A workflow as an SVG that needs nothing else, alone or within a page: states as circles, steps as boxes between them.</summary>
public static class SvgWorkflow
{
    private const double Margin = 16, TitleHeight = 30, NoteHeight = 18, LineHeight = 15, CharacterWidth = 6.7, Radius = 14;

    private const string Style = """
        .wf { font: 11px ui-monospace, Menlo, Consolas, monospace; }
        .wf .paper { fill: #fff; }
        .wf text { fill: #1b2430; font-size: 11px; }
        .wf .title { font-size: 14px; font-weight: 600; }
        .wf .wrong { fill: #b3261e; }
        .wf path { fill: none; stroke: #8494a5; stroke-width: 1.4; }
        .wf .step { fill: #f6f8fa; stroke: #8494a5; }
        .wf circle { fill: #fff; stroke: #1b2430; }
        .wf .taken { stroke: #0072b2; stroke-width: 3; }
        .wf .broken { stroke: #b3261e; stroke-width: 3; stroke-dasharray: 6 4; }
        .wf .diverged { stroke: #b3261e; stroke-width: 4; }
        """;

    /// <summary>The drawing; a double circle is a state where a session may end.</summary>
    public static string Of(WorkflowDrawing drawing)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        LayoutNode[] states = StatesOf(drawing);
        LayoutNode[][] lines = [.. drawing.Steps.Select(step => LineOf(step, states))];
        (double width, double height) = LayeredLayout.Place(states.Concat(lines.SelectMany(line => line[1..^1])));
        double notes = drawing.Notes.Count * NoteHeight;
        double text = CharacterWidth * drawing.Notes.Append(drawing.Title).Max(line => line.Length) * 1.3;
        StringBuilder svg = new();
        Append(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" class="wf" viewBox="{-Margin} {-TitleHeight} {Math.Max(width, text) + (2 * Margin)} {height + TitleHeight + notes + (2 * Margin)}" role="img">""");
        Append(svg, $"<title>{Html.Text(drawing.Title)}</title>\n<style>{Style}</style>\n");
        Append(svg, $"""<rect class="paper" x="{-Margin}" y="{-TitleHeight}" width="100%" height="100%"/>""");
        Append(svg, $"""<text class="title" x="0" y="{-10}">{Html.Text(drawing.Title)}</text>""");
        for (int i = 0; i < lines.Length; i++)
            DrawLine(svg, lines[i], ClassOf(drawing.Steps[i].Mark));
        for (int i = 0; i < lines.Length; i++)
            DrawBox(svg, lines[i][1], drawing.Steps[i]);
        for (int state = 0; state < states.Length; state++)
            DrawState(svg, states[state], state, drawing);
        for (int i = 0; i < drawing.Notes.Count; i++)
            Append(svg, $"""<text class="wrong" x="0" y="{height + Margin + ((i + 0.5) * NoteHeight)}">{Html.Text(drawing.Notes[i])}</text>""");
        return svg.Append("</svg>\n").ToString();
    }

    // A state is below all states that lead to it; the steps' boxes have the layers between.
    private static LayoutNode[] StatesOf(WorkflowDrawing drawing)
    {
        int[] depths = new int[drawing.States.Count];
        foreach (DrawnStep step in drawing.Steps.OrderBy(step => step.From))
            depths[step.To] = Math.Max(depths[step.To], depths[step.From] + 1);
        return [.. depths.Select(depth => new LayoutNode(2 * depth, (2 * Radius) + 8, 2 * Radius))];
    }

    // The state, the step's box, a bend for each layer that the line passes, and the state it leads to.
    private static LayoutNode[] LineOf(DrawnStep step, LayoutNode[] states)
    {
        LayoutNode from = states[step.From], to = states[step.To];
        double width = (step.Lines.Max(line => line.Length) * CharacterWidth) + 18;
        List<LayoutNode> line = [from, new LayoutNode(from.Layer + 1, width, (step.Lines.Count * LineHeight) + 10)];
        for (int layer = from.Layer + 2; layer < to.Layer; layer++)
            line.Add(new LayoutNode(layer, 6, 0));
        line.Add(to);
        for (int i = 1; i < line.Count; i++)
        {
            line[i - 1].Below.Add(line[i]);
            line[i].Above.Add(line[i - 1]);
        }

        return [.. line];
    }

    private static void DrawLine(StringBuilder svg, LayoutNode[] line, string style)
    {
        StringBuilder path = new();
        for (int i = 1; i < line.Length; i++)
        {
            LayoutNode upper = line[i - 1], lower = line[i];
            double y1 = upper.Y + (upper.Height / 2), y2 = lower.Y - (lower.Height / 2), middle = (y1 + y2) / 2;
            Append(path, $"M{upper.X} {y1}C{upper.X} {middle} {lower.X} {middle} {lower.X} {y2}");
        }

        LayoutNode to = line[^1];
        double tip = to.Y - (to.Height / 2);
        Append(svg, $"""<path class="{style}" d="{path}M{to.X - 4} {tip - 6}L{to.X} {tip}L{to.X + 4} {tip - 6}"/>""");
    }

    private static void DrawBox(StringBuilder svg, LayoutNode box, DrawnStep step)
    {
        double left = box.X - (box.Width / 2), top = box.Y - (box.Height / 2);
        Append(svg, $"""<rect class="step {ClassOf(step.Mark)}" x="{left}" y="{top}" width="{box.Width}" height="{box.Height}" rx="5"/>""");
        for (int i = 0; i < step.Lines.Count; i++)
            Append(svg, $"""<text x="{left + 9}" y="{top + 16 + (i * LineHeight)}">{Html.Text(step.Lines[i])}</text>""");
    }

    private static void DrawState(StringBuilder svg, LayoutNode state, int number, WorkflowDrawing drawing)
    {
        string style = drawing.DivergedState == number ? "diverged" : "";
        Append(svg, $"""<circle class="{style}" cx="{state.X}" cy="{state.Y}" r="{Radius}"/>""");
        if (drawing.States[number])
            Append(svg, $"""<circle cx="{state.X}" cy="{state.Y}" r="{Radius - 4}"/>""");
        Append(svg, $"""<text x="{state.X}" y="{state.Y + 4}" text-anchor="middle">{number}</text>""");
    }

    private static string ClassOf(StepMark mark) => mark switch { StepMark.Taken => "taken", StepMark.Broken => "broken", _ => "" };

    private static void Append(StringBuilder text, FormattableString markup) =>
        text.Append(string.Format(CultureInfo.InvariantCulture, markup.Format, [.. markup.GetArguments().Select(Rounded)]));

    private static object? Rounded(object? argument) => argument is double number ? Math.Round(number, 1) : argument;
}
