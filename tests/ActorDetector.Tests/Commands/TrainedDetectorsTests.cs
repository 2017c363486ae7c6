using System.Text.Json;

namespace ActorDetector.Tests.Commands;

/// <summary>What train learns beside the next key reaches the files that detect, evaluate and workflow write.</summary>
public sealed class TrainedDetectorsTests : IDisposable
{
    private const string Start = "2026-01-05 08:00:00 INFO ";
    private static readonly string[] Small =
        ["--units", "8", "--layers", "1", "--embedding", "4", "--batch", "8", "--learning-rate", "0.02", "--max-epochs", "10", "--window", "5"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_session_that_left_its_workflow_is_told_with_the_step_that_it_skipped_and_drawn()
    {
        _folder.Write("train.txt", Repeat("10 20 30 40\n", 60));
        _folder.Write("test.csv", "label,sequence\n0,10 20 30 40\n1,10 20 40\n");
        await Train("train.txt", "--detectors", "length,count-clustering");

        JsonElement anomaly = (await Detect("test.csv")).ShouldHaveSingleItem();
        anomaly.GetProperty("explanation").GetString()!.ShouldContain("workflow: ");
        anomaly.GetProperty("explanation").GetString()!.ShouldContain("'30'");
        anomaly.GetProperty("detectors").EnumerateArray().Select(detector => detector.GetString()).ShouldContain("count-clustering");
        ProgramRun drawn = await Run("workflow", "-m", "model", "--session", "3 4 6");
        drawn.Results.ShouldStartWith("flowchart");
        drawn.Remarks.ShouldContain("'30'");
        (await Run("workflow", "-m", "model", "--as", "svg", "-o", _folder.PathOf("w.svg"))).Code.ShouldBe(0);
        File.ReadAllText(_folder.PathOf("w.svg")).ShouldStartWith("<svg");
        await Run("evaluate", "test.csv", "-m", "model", "--html", _folder.PathOf("e.html"));
        string page = File.ReadAllText(_folder.PathOf("e.html"));
        page.ShouldContain("Where sessions left the usual way");
        page[page.IndexOf("Where sessions left", StringComparison.Ordinal)..].ShouldContain("<svg");
        (await Run("workflow", "-m", "model", "--task", "9")).Remarks.ShouldContain("the model has 1 workflows");
    }

    [Fact]
    public async Task A_model_of_endless_runs_has_no_workflow_and_says_so()
    {
        _folder.Write("train.log", string.Concat(Enumerable.Range(0, 80).Select(i => $"{Start}tick {i}\n{Start}tock {i}\n")));
        await Train("train.log");

        (await Run("workflow", "-m", "model")).Remarks.ShouldContain("has no workflow: its sessions have no end of their own");
    }

    [Fact]
    public async Task A_value_out_of_all_proportion_is_told_where_parameters_were_learned()
    {
        _folder.Write("train.log", string.Concat(Enumerable.Range(0, 600).Select(i => Line(i, 40 + (i * 7 % 20)))));
        _folder.Write("test.log", string.Concat(Enumerable.Range(600, 40).Select(i => Line(i, i == 620 ? 90_000 : 40 + (i * 7 % 20)))));
        await Train("train.log", "--parameter-templates", "10", "--parameter-epochs", "20");

        JsonElement anomaly = (await Detect("test.log")).MaxBy(found => found.GetProperty("score").GetDouble());

        anomaly.GetProperty("kind").GetString().ShouldBe("parameter-value");
        anomaly.GetProperty("line").GetInt64().ShouldBe(21);
        anomaly.GetProperty("detector").GetString().ShouldBe("parameters");
        anomaly.GetProperty("explanation").GetString()!.ShouldContain("90000");

        static string Line(int second, int milliseconds) =>
            $"{new DateTime(2026, 1, 5, 8, 0, 0).AddSeconds(second):yyyy-MM-dd HH:mm:ss} INFO answered after {milliseconds} ms\n";
    }

    [Theory]
    [InlineData("--bad-word", "kernel panic")]
    [InlineData("--bad-pattern", "pani[ck]")]
    [InlineData("--bad-severity", "error")]
    public async Task What_a_rule_calls_bad_is_told_though_training_had_it(string option, string value)
    {
        string log = string.Concat(Enumerable.Range(0, 60).Select(i => $"{Start}tick {i}\n2026-01-05 08:00:00 ERROR kernel panic {i}\n"));
        _folder.Write("train.log", log);
        _folder.Write("test.log", log[..log.IndexOf("tick 1\n", StringComparison.Ordinal)]);
        await Train("train.log", "--format", "<Date> <Time> <Level> <Content>");
        (await Detect("test.log")).ShouldNotContain(found => found.GetProperty("kind").GetString() == "known-bad");

        JsonElement anomaly = (await Detect("test.log", option, value)).Single(found => found.GetProperty("kind").GetString() == "known-bad");

        (anomaly.GetProperty("line").GetInt64(), anomaly.GetProperty("detector").GetString()).ShouldBe((2, "rules"));
    }

    [Fact]
    public async Task An_unseen_template_is_told_once_and_counted()
    {
        _folder.Write("train.log", string.Concat(Enumerable.Range(0, 60).Select(i => $"{Start}tick {i}\n{Start}tock {i}\n")));
        _folder.Write("test.log", string.Concat(Enumerable.Range(0, 5).Select(i => $"{Start}tick {i}\n{Start}volcano erupted near village {i}\n")));
        await Train("train.log");

        ProgramRun run = await Run("detect", "test.log", "-m", "model", "-o", _folder.PathOf("found.jsonl"));

        Found().Count(found => found.GetProperty("kind").GetString() == "unseen-template").ShouldBe(1);
        run.Results.ShouldContain("5 lines of 1 templates that training never saw");
        await Train("train.log", "--resolve", "false");
        (await Detect("test.log")).Count(found => found.GetProperty("kind").GetString() == "unseen-template").ShouldBe(5);
    }

    [Fact]
    public async Task Words_that_a_user_brings_let_an_unseen_template_count_as_a_known_one()
    {
        _folder.Write("train.log", string.Concat(Enumerable.Range(0, 60).Select(i => $"{Start}service launched quickly {i}\n{Start}garden watered today {i}\n")));
        _folder.Write("test.log", $"{Start}service launched quickly 1\n{Start}garden watered today 1\n{Start}daemon begun rapidly 7\n");
        _folder.Write("vectors.txt", "10 3\nservice 1 0 0\ndaemon 1 0.01 0\nlaunched 0 1 0\nbegun 0.01 1 0\nquickly 1 1 0\nrapidly 1 1 0.01\ngarden 0 0 1\nwatered 0 0.1 1\ntoday 0 0.2 1\nplain 0 0 1\n");
        await Train("train.log", "--word-vectors", _folder.PathOf("vectors.txt"), "--unseen-threshold", "0.9");

        ProgramRun run = await Run("detect", "test.log", "-m", "model", "-o", _folder.PathOf("found.jsonl"));

        run.Results.ShouldContain("1 count as a template of the same meaning");
        Found().ShouldNotContain(found => found.GetProperty("kind").GetString() == "unseen-template");
        _folder.Write("pairs.txt", "launched != begun\n");
        await Train("train.log", "--word-vectors", _folder.PathOf("vectors.txt"), "--unseen-threshold", "0.9", "--word-pairs", _folder.PathOf("pairs.txt"));
        (await Detect("test.log")).ShouldContain(found => found.GetProperty("kind").GetString() == "unseen-template");
    }

    [Theory]
    [InlineData("sequential", "lstm.weight_ih_l0", "count_lstm")]
    [InlineData("quantitative", "count_lstm.weight_ih_l0", "\"lstm")]
    [InlineData("both", "count_lstm.weight_ih_l0", "nothing")]
    public async Task The_branches_of_the_network_are_those_asked_for_and_it_detects(string branches, string has, string hasNot)
    {
        _folder.Write("train.txt", Repeat("10 20 30 40\n", 60));
        _folder.Write("test.txt", "10 20 30 40\n10 40\n");
        await Train("train.txt", "--next-key", branches);

        string header = File.ReadAllText(_folder.PathOf("model/next-key.safetensors"))[..2000];

        header.ShouldContain(has);
        header.ShouldNotContain(hasNot);
        (await Detect("test.txt")).Select(found => found.GetProperty("line").GetInt64()).Distinct().ShouldBe([2]);
    }

    [Fact]
    public async Task A_training_leaves_event_files_for_TensorBoard()
    {
        _folder.Write("train.txt", Repeat("10 20 30 40\n", 60));

        await Train("train.txt", "--tensorboard", _folder.PathOf("events"));

        string file = Directory.GetFiles(_folder.PathOf("events")).ShouldHaveSingleItem();
        Path.GetFileName(file).ShouldStartWith("events.out.tfevents.");
        string content = File.ReadAllText(file);
        foreach (string tag in new[] { "loss/training", "loss/validation", "accuracy/validation", "learning_rate", "weights/output.weight", "refit/loss/training" })
            content.ShouldContain(tag);
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private async Task Train(string input, params string[] options)
    {
        ProgramRun run = await Run(["train", input, "-o", "model", .. Small, .. options]);
        run.Code.ShouldBe(0, run.Remarks);
    }

    private async Task<List<JsonElement>> Detect(string input, params string[] options)
    {
        ProgramRun run = await Run(["detect", input, "-m", "model", "-o", _folder.PathOf("found.jsonl"), .. options]);
        run.Code.ShouldBe(0, run.Remarks);
        return Found();
    }

    private List<JsonElement> Found() => [.. File.ReadLines(_folder.PathOf("found.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];

    private Task<ProgramRun> Run(params string[] words) => ProgramRun.Of(
        _folder, [.. words.Select(word => word is "model" || word.StartsWith("train.", StringComparison.Ordinal) || word.StartsWith("test.", StringComparison.Ordinal) ? _folder.PathOf(word) : word)]);
}
