using System.Text.Json;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests;

[Collection(FleetTests.Name)]
public sealed class EvaluateTests(TrainedFleet fleet) : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Verdicts_are_held_against_a_file_of_labels()
    {
        Ended run = _place.Run("evaluate", fleet.LiveLog, "-m", fleet.Model, "--labels", fleet.Labels).With(0);

        foreach (string said in (string[])["precision", "recall", "F1", "per session", "look-up of count vectors", "(chosen)", "Seen in training verbatim"])
            run.Output.ShouldContain(said);
        run.Output.ShouldNotContain("per line");
    }

    [Fact]
    public void The_JSON_report_counts_every_labelled_session_once()
    {
        _place.Run("evaluate", fleet.LiveLog, "-m", fleet.Model, "--labels", fleet.Labels, "--json", "report.json").With(0);

        using var report = JsonDocument.Parse(File.ReadAllText(_place.PathOf("report.json")));
        JsonElement sessions = report.RootElement.GetProperty("per_session");
        string[] labels = File.ReadAllLines(fleet.Labels);
        Count(sessions).ShouldBe(labels.Length - 1);
        Count(report.RootElement.GetProperty("baseline")).ShouldBe(labels.Length - 1);
        sessions.GetProperty("true_positives").GetInt64().ShouldBeGreaterThan(0);
        report.RootElement.GetProperty("sweep").GetArrayLength().ShouldBeGreaterThan(1);

        static long Count(JsonElement counts) => ((string[])["true_positives", "false_positives", "false_negatives", "true_negatives"])
            .Sum(name => counts.GetProperty(name).GetInt64());
    }

    [Fact]
    public void The_page_needs_nothing_but_itself()
    {
        _place.Run("evaluate", fleet.LiveLog, "-m", fleet.Model, "--labels", fleet.Labels, "--html", "report.html").With(0);

        string page = File.ReadAllText(_place.PathOf("report.html"));
        page.ShouldStartWith("<!DOCTYPE html>", Case.Insensitive);
        page.ShouldContain("<svg");
        page.ShouldEndWith("</html>\n", Case.Insensitive);
        page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal).ShouldNotMatch("https?://|src=|<link|@import|url\\(");
    }

    [Fact]
    public void Labels_in_the_lines_give_verdicts_per_line_too()
    {
        _place.Write("normal.log", Labelled(Orders.Log(100)));
        _place.Write("new.log", Labelled(Orders.Log(5)) + "KERNEL " + Orders.Line(5, 9, "The stamp for ord-5 burst into flames"));
        string[] train = ["train", "normal.log", "-o", "model", "--format", "<Label> " + Orders.Format, "--session-id", Orders.SessionId];
        _place.Run([.. train, .. Orders.Small]).With(0);

        _place.Run("evaluate", "new.log", "-m", "model", "--label-field", "Label", "--json", "report.json").With(0).Output.ShouldContain("per line");

        using var report = JsonDocument.Parse(File.ReadAllText(_place.PathOf("report.json")));
        report.RootElement.GetProperty("per_line").GetProperty("true_positives").GetInt64().ShouldBe(1);
        report.RootElement.GetProperty("per_session").GetProperty("true_positives").GetInt64().ShouldBe(1);

        static string Labelled(string log) => "- " + log.TrimEnd('\n').Replace("\n", "\n- ", StringComparison.Ordinal) + "\n";
    }

    [Fact]
    public void Labels_of_other_sessions_are_refused()
    {
        _place.Write("labels.csv", "session,label\nsomebody,1\n");

        _place.Run("evaluate", fleet.LiveLog, "-m", fleet.Model, "--labels", "labels.csv").Refused(1, "labels.csv", "has a label");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("who,what\na,b\n", "has no column session")]
    [InlineData("session,label\n\"a,1\n", "cannot be read as labels")]
    public void A_file_that_is_no_list_of_labels_is_refused(string text, string why)
    {
        _place.Write("labels.csv", text);

        _place.Run("evaluate", fleet.LiveLog, "-m", fleet.Model, "--labels", "labels.csv").Refused(1, "labels.csv", why);
    }
}
