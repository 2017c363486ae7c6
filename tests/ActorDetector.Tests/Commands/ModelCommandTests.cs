using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace ActorDetector.Tests.Commands;

/// <summary>The way from lines to a model and from a model to verdicts, on sessions whose truth is known.</summary>
public sealed class ModelCommandTests : IDisposable
{
    private static readonly string[] Small =
        ["--units", "16", "--layers", "1", "--embedding", "8", "--batch", "8", "--learning-rate", "0.02", "--max-epochs", "40", "--window", "5", "--g", "1"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sequences_are_trained_on_judged_and_held_against_their_own_labels()
    {
        await Train("keys.txt", string.Concat(Enumerable.Repeat("1 2 3 4\n", 60)));
        _folder.Write("test.csv", "label,count,sequence\n0,90,1 2 3 4\n1,7,1 2\n1,2,1 3 2 4\n1,1,1 2 3 4\n");

        JsonElement report = await Evaluate("test.csv");

        Confusion(report).ShouldBe((TruePositives: 9, FalsePositives: 0, FalseNegatives: 1, TrueNegatives: 90));
    }

    [Fact]
    public async Task A_file_of_labels_names_the_sessions_and_what_it_does_not_name_is_told()
    {
        await Train("normal.log", Lives(60), "--session-id", @"job\d+", "--format", "plain");
        _folder.Write("test.log", Lives(2) + "opened job7\nread job7\n" + "opened job8\nread job8\n");
        _folder.Write("labels.csv", "BlockId,Label\njob0,Normal\njob1,Normal\njob7,Anomaly\n");

        JsonElement report = await Evaluate("test.log", "--labels", _folder.PathOf("labels.csv"));

        Confusion(report).ShouldBe((TruePositives: 1, FalsePositives: 0, FalseNegatives: 0, TrueNegatives: 2));
        report.GetProperty("unlabelled_sessions").GetInt64().ShouldBe(1);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("name,truth\njob1,1\n", "has no column session or blockid")]
    [InlineData("session,label\njob1\n", "cannot be read as labels")]
    [InlineData("session,label\nnobody,1\n", "none of the 2 sessions has a label")]
    public async Task Labels_that_are_of_no_use_are_refused_by_their_file(string labels, string says)
    {
        await Train("normal.log", Lives(60), "--session-id", @"job\d+", "--format", "plain");
        _folder.Write("labels.csv", labels);
        _folder.Write("test.log", Lives(2));

        ProgramRun run = await ProgramRun.Of(
            _folder, "evaluate", _folder.PathOf("test.log"), "-m", _folder.PathOf("model"), "--labels", _folder.PathOf("labels.csv"));

        run.Code.ShouldBe(1);
        run.Remarks.ReplaceLineEndings("").ShouldContain("labels.csv");
        run.Remarks.ReplaceLineEndings(" ").ShouldContain(says);
    }

    [Fact]
    public async Task Logs_without_any_labels_are_refused_with_what_to_give()
    {
        await Train("normal.log", Lives(60), "--session-id", @"job\d+", "--format", "plain");

        ProgramRun run = await ProgramRun.Of(_folder, "evaluate", _folder.PathOf("normal.log"), "-m", _folder.PathOf("model"));

        run.Code.ShouldBe(2);
        run.Remarks.ShouldContain("give --labels FILE");
        run.Remarks.ShouldContain("--label-field NAME");
    }

    [Fact]
    public async Task Two_truths_are_refused()
    {
        _folder.Write("new.log", Lives(1));

        ProgramRun run = await ProgramRun.Of(
            _folder, "evaluate", _folder.PathOf("new.log"), "-m", _folder.PathOf("model"), "--labels", "labels.csv", "--label-field", "Label");

        run.Code.ShouldBe(2);
        run.Remarks.ShouldStartWith("error: --labels and --label-field");
    }

    [Fact]
    public async Task Anomalies_of_several_inputs_name_their_own_input_and_line()
    {
        await Train("normal.log", Lives(60), "--session-id", @"job\d+", "--format", "plain");
        _folder.Write("one.log", Lives(3));
        _folder.Write("two.log", "opened job50\nsomething never seen of job50\n");
        string found = _folder.PathOf("found.jsonl");

        ProgramRun run = await ProgramRun.Of(
            _folder, "detect", _folder.PathOf("one.log"), _folder.PathOf("two.log"), "-m", _folder.PathOf("model"), "-o", found, "--fail-on-anomaly");

        run.Code.ShouldBe(3);
        JsonElement[] anomalies = [.. File.ReadLines(found).Select(line => JsonDocument.Parse(line).RootElement)];
        JsonElement unseen = anomalies[0];
        unseen.GetProperty("raw").GetString().ShouldBe("something never seen of job50");
        unseen.GetProperty("source").GetString().ShouldBe(_folder.PathOf("two.log"));
        unseen.GetProperty("line").GetInt64().ShouldBe(2);
        anomalies.ShouldAllBe(anomaly => anomaly.GetProperty("entity").GetString() == "job50");
    }

    [Fact]
    public async Task What_was_found_before_an_input_proved_damaged_is_told()
    {
        await Train("normal.log", Lives(60), "--session-id", @"job\d+", "--format", "plain");
        using (MemoryStream packed = new())
        {
            using (GZipStream gzip = new(packed, CompressionLevel.NoCompression, leaveOpen: true))
                gzip.Write(Encoding.UTF8.GetBytes("opened job50\nsomething never seen of job50\n" + Lives(20_000)));
            File.WriteAllBytes(_folder.PathOf("new.log.gz"), packed.ToArray()[..(int)(packed.Length / 2)]);
        }

        ProgramRun run = await ProgramRun.Of(_folder, "detect", _folder.PathOf("new.log.gz"), "-m", _folder.PathOf("model"));

        run.Code.ShouldBe(1);
        run.Results.ShouldContain("something never seen of job50");
        run.Remarks.ShouldContain("error: ");
        run.Remarks.ReplaceLineEndings(" ").ShouldContain("cut short");
    }

    [Theory]
    [InlineData("--max-session-length", "3", "sessions were cut at --max-session-length")]
    [InlineData("--max-open-sessions", "1", "sessions gave way to new ones at --max-open-sessions")]
    public async Task Sessions_that_a_limit_closed_are_told_with_its_name(string option, string value, string says)
    {
        await Train("normal.log", Lives(60), "--session-id", @"job\d+", "--format", "plain", option, value);
        _folder.Write("new.log", Lives(4));

        ProgramRun run = await ProgramRun.Of(_folder, "detect", _folder.PathOf("new.log"), "-m", _folder.PathOf("model"));

        run.Remarks.ShouldContain(says);
    }

    [Fact]
    public async Task A_second_training_has_a_progress_of_its_own()
    {
        _folder.Write("normal.log", Lives(60));

        ProgramRun run = await ProgramRun.Of(
            _folder,
            ["train", _folder.PathOf("normal.log"), "-o", _folder.PathOf("model"), .. Small, "--session-id", @"job\d+", "--format", "plain", "--refit"]);

        string[] told = run.Remarks.Split('\n');
        told.Count(line => line.StartsWith("Training: ", StringComparison.Ordinal)).ShouldBe(1, run.Remarks);
        told.Count(line => line.StartsWith("Training again on all sessions: ", StringComparison.Ordinal)).ShouldBe(1, run.Remarks);
    }

    [Fact]
    public async Task Inputs_of_differing_formats_are_told_each_with_its_own()
    {
        _folder.Write("a.log", Lives(5));
        _folder.Write("b.log", Lives(6));
        _folder.Write("c.json", "{\"message\": \"started\"}\n{\"message\": \"stopped\"}\n");

        ProgramRun run = await ProgramRun.Of(_folder, "parse", _folder.PathOf("a.log"), _folder.PathOf("b.log"), _folder.PathOf("c.json"));

        run.Remarks.ShouldContain(_folder.PathOf("a.log") + ": No format was recognised");
        run.Remarks.ShouldContain(_folder.PathOf("c.json") + ": The format was recognised as json");
        run.Remarks.ShouldNotContain("b.log");
    }

    private static string Lives(int sessions) => string.Concat(
        Enumerable.Range(0, sessions).Select(number => $"opened job{number}\nread job{number}\nwrote job{number}\nclosed job{number}\n"));

    private static (long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives) Confusion(JsonElement report)
    {
        JsonElement counts = report.GetProperty("per_session");
        return (Count("true_positives"), Count("false_positives"), Count("false_negatives"), Count("true_negatives"));

        long Count(string name) => counts.GetProperty(name).GetInt64();
    }

    private async Task Train(string name, string text, params string[] options)
    {
        _folder.Write(name, text);
        ProgramRun run = await ProgramRun.Of(_folder, ["train", _folder.PathOf(name), "-o", _folder.PathOf("model"), .. Small, .. options]);
        run.Code.ShouldBe(0, run.Remarks);
    }

    private async Task<JsonElement> Evaluate(string name, params string[] options)
    {
        string json = _folder.PathOf("report.json");
        ProgramRun run = await ProgramRun.Of(
            _folder, ["evaluate", _folder.PathOf(name), "-m", _folder.PathOf("model"), "--json", json, .. options]);
        run.Code.ShouldBe(0, run.Remarks);
        using var document = JsonDocument.Parse(File.ReadAllText(json));
        return document.RootElement.Clone();
    }
}
