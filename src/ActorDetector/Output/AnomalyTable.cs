using System.Globalization;
using ActorDetector.Detection;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ActorDetector.Output;

/// <summary>Shows anomalies to a person: most surprising first, each with its line and with what was expected instead.</summary>
public static class AnomalyTable
{
    private static readonly Style Quiet = new(Color.Grey);
    private static readonly Style Strong = new(decoration: Decoration.Bold);

    /// <summary>Writes a heading with totals, then the anomalies in the order given.</summary>
    public static void Write(Terminal terminal, IReadOnlyList<Anomaly> ranked, AnomalyTotals totals)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        ArgumentNullException.ThrowIfNull(ranked);
        terminal.Heading(Heading(ranked.Count, totals));
        if (ranked.Count == 0)
            return;
        ResultTable table = new(
            new ResultColumn("#", IsNumber: true), new ResultColumn("score", IsNumber: true), new ResultColumn("when, which"),
            new ResultColumn("the line, and what was expected instead"))
        {
            Ruled = true,
        };
        for (int i = 0; i < ranked.Count; i++)
        {
            Anomaly anomaly = ranked[i];
            table.Add(
                new Text((i + 1).ToString(CultureInfo.InvariantCulture)),
                new Text(anomaly.Score.ToString("F2", CultureInfo.InvariantCulture), Strong),
                WhenAndWhich(anomaly),
                LineAndExpected(anomaly));
        }

        terminal.Write(table);
    }

    private static string Heading(int shown, AnomalyTotals totals)
    {
        string found = totals.Anomalies switch { 0 => "No anomalies", 1 => "1 anomaly", _ => Figures.Count(totals.Anomalies) + " anomalies" };
        string part = shown < totals.Anomalies ? $"; the {Figures.Count(shown)} most surprising" : "";
        return $"{found} in {Figures.Count(totals.AnomalousSessions)} of {Figures.Count(totals.Sessions)} sessions, {Figures.Count(totals.Lines)} lines{part}";
    }

    private static Rows WhenAndWhich(Anomaly anomaly)
    {
        List<IRenderable> rows = [];
        if (anomaly.Time is { } time)
            rows.Add(new Text(time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)));
        if (anomaly.Entity.Length > 0)
            rows.Add(new Text(Printable.Shorten(anomaly.Entity, 48), Strong));
        if (anomaly.Session != anomaly.Entity && anomaly.Session.Length > 0)
            rows.Add(new Text(Printable.Shorten(anomaly.Session, 48), Quiet));
        return new Rows(rows);
    }

    private static Rows LineAndExpected(Anomaly anomaly)
    {
        string place = $"{anomaly.Source}:{anomaly.LineNumber.ToString(CultureInfo.InvariantCulture)}";
        List<IRenderable> rows =
        [
            new Text(Printable.Shorten(anomaly.Raw, 300), new Style(Color.Yellow)),
            new Text($"{Printable.Shorten(place, 100)}  {Printable.Shorten(anomaly.Explanation, 300)}", Quiet),
        ];
        rows.AddRange(anomaly.Expected.Select(expected => new Text(
            $"{Share(expected.Probability)}  {Printable.Shorten(expected.Template, 200)}", new Style(Color.Green))));
        return new Rows(rows);
    }

    private static string Share(double probability) => string.Create(CultureInfo.InvariantCulture, $"{probability * 100,5:F1} %");
}
