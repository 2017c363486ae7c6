using System.Globalization;
using System.Text;
using ActorDetector.Detection.Evaluation;

namespace ActorDetector.Reports;

/// <summary>Draws how a detector's scores lie, normal sessions above the line and anomalous ones below, as SVG.</summary>
internal static class ScoreHistogram
{
    private const int Bins = 40;
    private const double Width = 540, Height = 120, Middle = 56, Side = 12;

    /// <summary>The drawing. Scores are placed by rank of their distinct values, so that a few great ones do not push the rest together; bars
    /// are shares of the sessions of a label, on a square-root scale.</summary>
    public static string Draw(DetectorResult result)
    {
        RankingPoint[] points = [.. result.Ranking!.Points.Skip(1).Reverse()];
        if (points.Length == 0)
            return "";
        Confusion all = points[0].Confusion;
        double[] normal = new double[Bins], anomalous = new double[Bins];
        for (int i = 0; i < points.Length; i++)
        {
            Confusion above = i + 1 < points.Length ? points[i + 1].Confusion : new Confusion(0, 0, all.TruePositives, all.FalsePositives);
            int bin = (int)((long)i * Bins / points.Length);
            normal[bin] += Share(points[i].Confusion.FalsePositives - above.FalsePositives, all.FalsePositives);
            anomalous[bin] += Share(points[i].Confusion.TruePositives - above.TruePositives, all.TruePositives);
        }

        StringBuilder svg = new();
        svg.Append($"""<svg viewBox="0 0 {Number(Width)} {Number(Height)}" role="img" aria-label="Scores of {Html.Text(result.Name)}">""");
        for (int bin = 0; bin < Bins; bin++)
        {
            Bar(svg, "a", bin, Middle - (Middle * Math.Sqrt(normal[bin])), Middle * Math.Sqrt(normal[bin]), $"{Html.Percent(normal[bin])} of the normal sessions");
            Bar(svg, "b", bin, Middle, Middle * Math.Sqrt(anomalous[bin]), $"{Html.Percent(anomalous[bin])} of the anomalous sessions");
        }

        int cut = points.TakeWhile(point => point.Threshold <= result.Threshold).Count();
        double x = Side + ((Width - (2 * Side)) * cut / points.Length);
        svg.Append($"""<line class="mark" x1="{Number(x)}" y1="0" x2="{Number(x)}" y2="{Number(2 * Middle)}"><title>threshold {Number(result.Threshold)}</title></line></svg>""");
        return svg.ToString();
    }

    private static void Bar(StringBuilder svg, string style, int bin, double y, double height, string note)
    {
        double width = (Width - (2 * Side)) / Bins;
        if (height > 0)
            svg.Append($"""<rect class="bar {style}" x="{Number(Side + (bin * width))}" y="{Number(y)}" width="{Number(width - 1)}" height="{Number(height)}"><title>{note}</title></rect>""");
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
