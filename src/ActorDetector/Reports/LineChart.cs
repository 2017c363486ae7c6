using System.Globalization;
using System.Text;

namespace ActorDetector.Reports;

/// <summary>Draws curves as SVG: y from a given bottom to 1, x from a given left to a given right.</summary>
internal sealed class LineChart
{
    private const double Width = 540, Height = 290, Left = 52, Right = 16, Top = 14, Bottom = 46;

    // More marks than this run together; the curve alone then shows the shape.
    private const int MostMarks = 60;

    private const double LabelHeight = 14;

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
    public void MarkX(double x, string label) => _marks.Append(CultureInfo.InvariantCulture,
        $"""<line class="mark" x1="{Html.Coordinate(X(x))}" x2="{Html.Coordinate(X(x))}" y1="{Y(1)}" y2="{Y(MinY)}"/><text class="note" x="{Html.Coordinate(X(x))}" y="{Y(1) - 3}" text-anchor="middle">{Html.Text(label)}</text>""");

    /// <summary>Marks a point.</summary>
    public void MarkPoint(double x, double y, string style, string label)
    {
        double side = X(x) > Width * 0.6 ? -10 : 10;
        double height = Y(y) + 4;
        while (_labelHeights.Exists(other => Math.Abs(other - height) < LabelHeight))
            height += 2;
        _labelHeights.Add(height);
        _marks.Append(CultureInfo.InvariantCulture,
            $"""<circle class="dot {style}" cx="{Html.Coordinate(X(x))}" cy="{Html.Coordinate(Y(y))}" r="5"/><text class="note" x="{Html.Coordinate(X(x) + side)}" y="{Html.Coordinate(height)}" text-anchor="{(side < 0 ? "end" : "start")}">{Html.Text(label)}</text>""");
    }

    /// <summary>The drawing, with its legend below.</summary>
    /// <param name="title">What it is, for those who cannot see it.</param>
    /// <param name="curves">The curves.</param>
    public string Draw(string title, IReadOnlyList<ChartSeries> curves)
    {
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{Html.Text(title)}">""");
        DrawAxes(svg);
        foreach (ChartSeries curve in curves)
            DrawCurve(svg, curve);
        svg.Append(_marks).Append("</svg>");
        svg.Append("""<p class="legend">""");
        foreach (ChartSeries curve in curves)
            svg.Append(CultureInfo.InvariantCulture, $"""<span><svg viewBox="0 0 28 10"><path class="{curve.Style}" d="M1 5H27"/></svg>{Html.Text(curve.Name)}</span>""");
        return svg.Append("</p>").ToString();
    }

    private void DrawAxes(StringBuilder svg)
    {
        double step = MinY >= 0.8 ? 0.05 : MinY >= 0.5 ? 0.1 : 0.2;
        for (double y = 1; y > MinY - 1e-9; y -= step)
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"""<line class="grid" x1="{Left}" x2="{Width - Right}" y1="{Html.Coordinate(Y(y))}" y2="{Html.Coordinate(Y(y))}"/><text x="{Left - 7}" y="{Html.Coordinate(Y(y) + 4)}" text-anchor="end">{y:0.##}</text>""");
        }

        foreach (double x in XTicks)
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{Html.Coordinate(X(x))}" y="{Height - Bottom + 18}" text-anchor="middle">{x:0.##}</text>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<text class="axis" x="{(Left + Width - Right) / 2}" y="{Height - 6}" text-anchor="middle">{Html.Text(XTitle)}</text>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<text class="axis" transform="translate(12 {(Top + Height - Bottom) / 2}) rotate(-90)" text-anchor="middle">{Html.Text(YTitle)}</text>""");
    }

    private void DrawCurve(StringBuilder svg, ChartSeries curve)
    {
        string path = string.Join('L', curve.Points.Select(point => $"{Html.Coordinate(X(point.X))} {Html.Coordinate(Y(point.Y))}"));
        svg.Append(CultureInfo.InvariantCulture, $"""<path class="{curve.Style}" d="M{path}"/>""");
        if (curve.Points.Count > MostMarks)
            return;
        foreach ((double x, double y, string note) in curve.Points)
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"""<circle class="{curve.Style}" cx="{Html.Coordinate(X(x))}" cy="{Html.Coordinate(Y(y))}" r="2.6"><title>{Html.Text(note)}</title></circle>""");
        }
    }

    private double X(double x) => Left + ((MaxX > MinX ? (x - MinX) / (MaxX - MinX) : 0.5) * (Width - Left - Right));

    private double Y(double y) => Top + ((1 - Math.Max(y, MinY)) / (1 - MinY) * (Height - Top - Bottom));
}
