using ActorDetector.Detection;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Unseen;

namespace ActorDetector.Output;

/// <summary>Shows which templates came that training never saw: each is told once as an anomaly, and counted here.</summary>
internal static class UnseenTable
{
    private const int Most = 10;

    /// <summary>Writes the most frequent; nothing when there were none.</summary>
    public static void Write(Terminal terminal, ModelBundle bundle, UnseenResolver unseen)
    {
        if (unseen.Lines == 0)
            return;
        terminal.Line();
        terminal.Heading($"{Figures.Count(unseen.Lines)} lines of {Figures.Count(unseen.Told)} templates that training never saw; {Figures.Count(unseen.Resolved)} count as a template of the same meaning");
        var table = new ResultTable(new ResultColumn("lines", IsNumber: true), new ResultColumn("template"), new ResultColumn("counts as"));
        foreach (UnseenTemplate template in unseen.Templates.OrderByDescending(template => template.Count).ThenBy(template => template.Number).Take(Most))
            table.Add(Figures.Count(template.Count), template.Text, template.Meaning.Key == LogKey.Unseen ? "" : bundle.TextOf(template.Meaning.Key));
        terminal.Write(table);
    }
}
