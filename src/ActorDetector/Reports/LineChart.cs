using System.Globalization;
using System.Text;

namespace ActorDetector.Reports;

/// <summary>Draws curves as SVG: y from a given bottom to 1, x from a given left to a given right.</summary>
internal sealed class LineChart
{
    private const double Width = 540, Height = 290, Left = 52, Right = 16, Top = 14, Bottom = 46;
    private const double LabelHeight = 14;

    // More dots than this run together; the curve alone then shows the shape.
    private const int MostDots = 60;

    private readonly StringBuilder _marks = new();
    private readonly List<double> _labelHeights = [];

    /// <summary>What the x axis shows.</summary>
    public required string XTitle { get; init; }

    /// <summary>What the y axis shows.</summary>
    public required string YTitle { get; init; }

    /// <summary>The least x.</summary>
    public required double MinX { get; init; }

    /// <summary>The greatest x.</summary>
    public required double MaxX { get; init; }

    /// <summary>The least y.</summary>
    public double MinY { get; init; }

    /// <summary>Where along x labels stand.</summary>
    public required IReadOnlyList<double> XTicks { get; init; }

    /// <summary>Marks a place along x by an upright line.</summary>
    public void MarkX(double x, string label) =>
        _marks.Append(Line("mark", X(x), Y(1), X(x), Y(MinY))).Append(Label("note", X(x), Y(1) - 3, "middle", label));

    /// <summary>Marks a point; labels that would stand on one another move down.</summary>
    public void MarkPoint(double x, double y, string style, string label)
    {
        double height = Y(y) + 4;
        while (_labelHeights.Exists(other => Math.Abs(other - height) < LabelHeight))
            height += 2;
        _labelHeights.Add(height);
        bool onTheRight = X(x) > Width * 0.6;
        _marks.Append(Dot($"dot {style}", x, y, 5, label))
            .Append(Label("note", X(x) + (onTheRight ? -10 : 10), height, onTheRight ? "end" : "start", label));
    }

    /// <summary>The drawing, with its legend below.</summary>
    /// <param name="title">What it is, for those who cannot see it.</param>
    /// <param name="curves">The curves.</param>
    public string Draw(string title, IReadOnlyList<ChartSeries> curves)
    {
        StringBuilder svg = new();
        svg.Append($"""<svg viewBox="0 0 {Number(Width)} {Number(Height)}" role="img" aria-label="{Html.Text(title)}">""");
        DrawAxes(svg);
        foreach (ChartSeries curve in curves)
            DrawCurve(svg, curve);
        svg.Append(_marks).Append("</svg>\n").Append("""<p class="legend">""");
        foreach (ChartSeries curve in curves)
            svg.Append($"""<span><svg viewBox="0 0 28 10"><path class="{curve.Style}" d="M1 5H27"/></svg>{Html.Text(curve.Name)}</span>""");
        return svg.Append("</p>\n").ToString();
    }

    private void DrawAxes(StringBuilder svg)
    {
        double step = MinY >= 0.8 ? 0.05 : MinY >= 0.5 ? 0.1 : 0.2;
        for (double y = 1; y > MinY - 1e-9; y -= step)
            svg.Append(Line("grid", Left, Y(y), Width - Right, Y(y))).Append(Label("", Left - 7, Y(y) + 4, "end", Number(y)));
        foreach (double x in XTicks)
            svg.Append(Label("", X(x), Height - Bottom + 18, "middle", Number(x)));
        svg.Append(Label("axis", (Left + Width - Right) / 2, Height - 6, "middle", XTitle));
        svg.Append($"""<g transform="translate(12 {Number((Top + Height - Bottom) / 2)}) rotate(-90)">{Label("axis", 0, 0, "middle", YTitle)}</g>""");
    }

    private void DrawCurve(StringBuilder svg, ChartSeries curve)
    {
        string path = string.Join('L', curve.Points.Select(point => $"{Number(X(point.X))} {Number(Y(point.Y))}"));
        svg.Append($"""<path class="{curve.Style}" d="M{path}"/>""");
        if (curve.Points.Count <= MostDots)
            svg.AppendJoin("", curve.Points.Select(point => Dot(curve.Style, point.X, point.Y, 2.6, point.Note)));
    }

    private string Dot(string style, double x, double y, double radius, string note) =>
        $"""<circle class="{style}" cx="{Number(X(x))}" cy="{Number(Y(y))}" r="{Number(radius)}"><title>{Html.Text(note)}</title></circle>""";

    private static string Line(string style, double x1, double y1, double x2, double y2) =>
        $"""<line class="{style}" x1="{Number(x1)}" y1="{Number(y1)}" x2="{Number(x2)}" y2="{Number(y2)}"/>""";

    private static string Label(string style, double x, double y, string anchor, string text) =>
        $"""<text class="{style}" x="{Number(x)}" y="{Number(y)}" text-anchor="{anchor}">{Html.Text(text)}</text>""";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private double X(double x) => Left + ((MaxX > MinX ? (x - MinX) / (MaxX - MinX) : 0.5) * (Width - Left - Right));

    private double Y(double y) => Top + ((1 - Math.Max(y, MinY)) / (1 - MinY) * (Height - Top - Bottom));
}
