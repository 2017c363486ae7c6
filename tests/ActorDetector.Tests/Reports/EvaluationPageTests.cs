using System.Text.RegularExpressions;
using System.Xml.Linq;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Reports;

namespace ActorDetector.Tests.Reports;

public sealed partial class EvaluationPageTests
{
    [Fact]
    public void Sessions_without_a_label_are_told()
    {
        using StringWriter page = new();

        EvaluationPage.Write(SampleReport.Smallest with { UnlabelledSessions = 1_234 }, page);

        page.ToString().ShouldContain("1,234 more have no label");
    }

    [Fact]
    public void The_page_holds_every_figure()
    {
        string page = Page(SampleReport.Full);

        // F1, precision and recall of the model; F1 of look-up; average precision; F1 per line; verbatim shares.
        foreach (string figure in (string[])[".9596", ".9500", ".9694", ".9378", ".8333", ".7692", "89.0 %", "2.0 %", "20,000"])
            page.ShouldContain(figure);
        foreach (string text in (string[])["labels.csv", "a.log", "m1", "g = 9", "Sweep over g", "Precision over recall", "look-up", "every key expected", "odd line", "7.25"])
            page.ShouldContain(text);
        SvgElement().Count(page).ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public void The_page_needs_nothing_else()
    {
        string page = Page(SampleReport.Full);

        page.ShouldNotContain("<script");
        page.ShouldNotContain("<link");
        page.ShouldNotContain("http:");
        page.ShouldNotContain("https:");
        page.ShouldNotContain("url(");
    }

    [Fact]
    public void Text_from_logs_is_text()
    {
        string page = Page(SampleReport.Full);

        page.ShouldContain("terminating &lt;script&gt;alert(1)&lt;/script&gt; &amp; \uFFFD[2J");
        page.ShouldContain("blk_2&quot; onload=&quot;x");
        page.ShouldNotContain('\e');
    }

    [Fact]
    public void Drawings_are_well_formed()
    {
        foreach (Match drawing in Drawing().Matches(Page(SampleReport.Full)))
        {
            XElement svg = XElement.Parse(drawing.Value);
            svg.Descendants().Attributes().Select(attribute => attribute.Value).ShouldAllBe(value => !value.Contains("NaN") && !value.Contains('∞'));
        }
    }

    [Fact]
    public void Sections_without_figures_are_left_out()
    {
        string page = Page(SampleReport.Smallest);

        page.ShouldContain(".9596");
        foreach (string absent in (string[])["Other thresholds", "How much is look-up", "Where it was wrong", "Per line", "look-up ."])
            page.ShouldNotContain(absent);
    }

    [Fact]
    public void Nothing_judged_and_one_point_make_a_page_too()
    {
        string page = Page(SampleReport.Smallest with
        {
            Sessions = default,
            Sweep = [new SweepPoint(9, default)],
            Ranking = new Ranking([new ScoredLabel(double.PositiveInfinity, true)]),
            Verbatim = default(VerbatimCounts),
        });

        page.ShouldContain("0.0000");
        page.ShouldNotContain("NaN");
    }

    private static string Page(EvaluationReport report)
    {
        using StringWriter output = new();
        EvaluationPage.Write(report, output);
        return output.ToString();
    }

    [GeneratedRegex("<svg viewBox[^>]*role=\"img\"")]
    private static partial Regex SvgElement();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawing();
}
