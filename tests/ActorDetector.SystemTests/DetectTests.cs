using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests;

[Collection(FleetTests.Name)]
public sealed class DetectTests(TrainedFleet fleet) : IDisposable
{
    private static readonly string[] Fields =
    [
        "id", "time", "entity", "session", "source", "line", "raw", "template", "log_key", "detector", "detectors", "kind", "score",
        "rank", "probability", "expected", "model", "explanation",
    ];

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void The_table_shows_the_most_surprising_first_with_the_line_and_what_was_expected()
    {
        Ended run = _place.Run("detect", fleet.LiveLog, "-m", fleet.Model, "--top", "5").With(0)
            .Accounted("6,000 lines = 6,000 events + 0 skipped");

        run.Lines[0].ShouldContain(" anomalies in ");
        double[] scores = [.. run.Lines.Select(line => line.Split('|')).Where(cells => cells.Length > 3 && int.TryParse(cells[1], out _))
            .Select(cells => double.Parse(cells[2], CultureInfo.InvariantCulture))];
        scores.Length.ShouldBe(5);
        scores.ShouldBe(scores.OrderDescending());
        run.Output.ShouldContain("live.log:");
        run.Output.ShouldMatch(@"\d+\.\d %  \S");
    }

    [Fact]
    public void JSON_lines_hold_every_field_of_every_anomaly()
    {
        Ended run = _place.Run("detect", fleet.LiveLog, "-m", fleet.Model, "-o", "found.jsonl").With(0);

        string[] raw = File.ReadAllLines(fleet.LiveLog);
        JsonElement[] found = Found("found.jsonl");
        run.Errors.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"{found.Length:N0} anomalies in "));
        found.Length.ShouldBeGreaterThan(5);
        foreach (JsonElement anomaly in found)
        {
            anomaly.EnumerateObject().Select(field => field.Name).ShouldBe(Fields);
            anomaly.GetProperty("raw").GetString().ShouldBe(raw[anomaly.GetProperty("line").GetInt32() - 1]);
            anomaly.GetProperty("source").GetString().ShouldBe(fleet.LiveLog);
            anomaly.GetProperty("score").GetDouble().ShouldBeGreaterThan(0);
            anomaly.GetProperty("expected").EnumerateArray().Select(expected => expected.GetProperty("probability").GetDouble())
                .ShouldBeInOrder(SortDirection.Descending);
        }

        found.Select(anomaly => anomaly.GetProperty("id").GetString()).ShouldBeUnique();
    }

    [Fact]
    public void CSV_holds_the_same_anomalies_as_JSON_lines()
    {
        _place.Run("detect", fleet.LiveLog, "-m", fleet.Model, "-o", "found.jsonl").With(0);
        _place.Run("detect", fleet.LiveLog, "-m", fleet.Model, "-o", "found.csv").With(0);

        List<string[]> rows = _place.Rows("found.csv");
        rows[0].ShouldBe(Fields);
        rows.Skip(1).Select(row => (row[0], row[6])).ShouldBe(
            Found("found.jsonl").Select(anomaly => (anomaly.GetProperty("id").GetString()!, anomaly.GetProperty("raw").GetString()!)));
    }

    [Fact]
    public void Anomalies_make_the_exit_code_3_only_when_asked()
    {
        _place.Run("detect", fleet.LiveLog, "-m", fleet.Model).With(0);
        _place.Run("detect", fleet.LiveLog, "-m", fleet.Model, "--fail-on-anomaly").With(3);
    }

    [Fact]
    public void Without_anomalies_the_exit_code_is_0_though_3_was_asked_for()
    {
        _place.Write("shop.log", Orders.Log(100));
        _place.Run([.. Orders.Train("shop.log", "model"), "--g", "100"]).With(0);

        _place.Run("detect", "shop.log", "-m", "model", "--fail-on-anomaly").With(0).Lines[0].ShouldStartWith("No anomalies");
    }

    [Fact]
    public async Task Anomalies_of_a_pipe_appear_while_it_is_open()
    {
        using RunningProgram program = _place.Start("detect", "-", "-m", fleet.Model);
        string session = File.ReadLines(fleet.LiveLog).First();
        program.Write(session + "\n");
        program.Write("2026-01-05 08:00:00.010 ERROR web-04 web.Cellar: Water is rising in [req-7ab40e090f363a7d]\n");

        string line = await program.LineWith("Water is rising");

        line.ShouldContain("unseen-template");
        line.ShouldContain("req-7ab40e090f363a7d");
        program.End().With(0).Accounted("2 lines = 2 events + 0 skipped");
    }

    [Fact]
    public void A_pipe_gives_the_same_anomalies_as_a_file()
    {
        _place.Run("detect", fleet.LiveLog, "-m", fleet.Model, "-o", "file.csv").With(0);
        _place.RunOn(File.ReadAllBytes(fleet.LiveLog), "detect", "-", "-m", fleet.Model, "-o", "pipe.csv").With(0);

        Told("pipe.csv").ShouldBe(Told("file.csv"));

        (string Entity, string Line, string Score)[] Told(string name) => [.. _place.Rows(name).Select(row => (row[2], row[5], row[11]))];
    }

    [Fact]
    public void Sessions_go_on_from_one_file_to_the_next()
    {
        string[] lines = File.ReadAllLines(fleet.LiveLog);
        File.WriteAllLines(_place.PathOf("1.log"), lines.Take(2500));
        File.WriteAllLines(_place.PathOf("2.log"), lines.Skip(2500));
        _place.Run("detect", fleet.LiveLog, "-m", fleet.Model, "-o", "whole.csv").With(0);

        _place.Run("detect", "1.log", "2.log", "-m", fleet.Model, "-o", "parts.csv").With(0);

        _place.Rows("parts.csv").Select(row => row[6]).ShouldBe(_place.Rows("whole.csv").Select(row => row[6]));
    }

    [LinuxFact]
    public void Ctrl_C_ends_the_work_in_good_order_and_leaves_whole_lines()
    {
        using RunningProgram program = new(RunningProgram.Command(
            _place.Folder, ["detect", "-", "-m", fleet.Model, "-o", "found.jsonl"], "env", "--default-signal=INT"));
        program.Write(File.ReadAllText(fleet.LiveLog));
        string file = _place.PathOf("found.jsonl");
        SpinWait.SpinUntil(() => File.Exists(file) && new FileInfo(file).Length > 0, TimeSpan.FromMinutes(2)).ShouldBeTrue();

        program.Interrupt();

        program.WaitForEnd().With(130).Errors.ShouldContain("Stopped.");
        File.ReadAllText(_place.PathOf("found.jsonl")).ShouldEndWith("}\n");
        Found("found.jsonl").ShouldNotBeEmpty();
    }

    [Fact]
    public void A_model_that_is_not_there_is_told_with_how_to_make_one()
    {
        _place.Run("detect", fleet.LiveLog, "-m", "nowhere").Refused(1, "nowhere", "is not a model bundle", "actordetector train");
    }

    private JsonElement[] Found(string name) =>
        [.. File.ReadLines(_place.PathOf(name), Encoding.UTF8).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
}
