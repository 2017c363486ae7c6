using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ActorDetector.Tests.Commands;

/// <summary>Every detector on the same small sessions whose truth is known.</summary>
public sealed partial class CompareCommandTests : IDisposable
{
    private static readonly string[] Small =
        ["--units", "8", "--layers", "1", "--embedding", "4", "--batch", "8", "--learning-rate", "0.02", "--max-epochs", "10", "--window", "5"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_first_half_of_the_normal_sessions_is_learned_from_and_all_else_is_judged()
    {
        _folder.Write("keys.csv", "label,sequence\n1,1 1 1\n" + Repeat("0,1 2 3 4\n", 60) + Repeat("1,1 9 9 4\n", 5));

        JsonElement report = await Compare("keys.csv", "--compare", "new-event,length,count-clustering,classifier");

        (Count("training_sessions"), Count("normal_sessions"), Count("anomalous_sessions")).ShouldBe((30, 30, 6));
        Perfect(report, "new-event", missed: 1);
        Perfect(report, "length", missed: 5);
        Perfect(report, "count-clustering", missed: 0);
        Of(report, "classifier").GetProperty("skipped").GetString()!.ShouldStartWith("classifier learns from labels");
        // The default combination comes last.
        report.GetProperty("detectors").EnumerateArray().Last().GetProperty("name").GetString().ShouldBe("combined");

        long Count(string name) => report.GetProperty(name).GetInt64();
    }

    [Fact]
    public async Task A_log_to_learn_from_leaves_the_input_to_be_judged_whole()
    {
        _folder.Write("train.txt", Repeat("1 2 3 4\n", 40));
        _folder.Write("test.csv", "label,count,sequence\n0,7,1 2 3 4\n1,3,1 2\n");

        JsonElement report = await Compare("test.csv", "--learn", _folder.PathOf("train.txt"), "--format", "sequences", "--compare", "length");

        (report.GetProperty("training_sessions").GetInt64(), report.GetProperty("normal_sessions").GetInt64(), report.GetProperty("anomalous_sessions").GetInt64())
            .ShouldBe((40, 7, 3));
        JsonElement length = Of(report, "length").GetProperty("per_session");
        (length.GetProperty("true_positives").GetInt64(), length.GetProperty("true_negatives").GetInt64()).ShouldBe((3, 7));
    }

    [Fact]
    public async Task A_detector_that_cannot_be_measured_is_named_with_the_reason()
    {
        _folder.Write("counts.tsv", "#node\tlabel\tevent:count ...\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"n{i}\t{(i % 20 == 19 ? 1 : 0)}\tE1:{(i % 20 == 19 ? 90 : 2)} E2:1\n")));

        ProgramRun run = await Run("counts.tsv", "--compare", "ngram,length,classifier", "--json", _folder.PathOf("report.json"));

        run.Code.ShouldBe(0, run.Remarks);
        run.Results.ShouldContain("ngram was not measured: the keys have no order");
        run.Results.ShouldContain("classifier was not measured: the keys have no order");
        JsonElement report = Report();
        Of(report, "ngram").GetProperty("skipped").GetString().ShouldBe("the keys have no order");
        Of(report, "ngram").GetProperty("per_session").ValueKind.ShouldBe(JsonValueKind.Null);
        Of(report, "length").GetProperty("skipped").ValueKind.ShouldBe(JsonValueKind.Null);
        // Without an order there is no next key.
        report.GetProperty("detectors").EnumerateArray().ShouldNotContain(detector => detector.GetProperty("name").GetString() == "next-key");
    }

    [Fact]
    public async Task The_page_needs_nothing_else_and_text_is_text()
    {
        string log = _folder.PathOf("<b>&keys.csv");
        File.WriteAllText(log, "label,sequence\n" + Repeat("0,1 2 3 4\n", 30) + Repeat("1,1 9 9 4\n", 5) + Repeat("0,1 2 2 3 4\n", 10));

        ProgramRun run = await ProgramRun.Of(_folder, ["compare", log, .. Small, "--compare", "next-key,new-event,pca", "--html", _folder.PathOf("page.html")]);

        run.Code.ShouldBe(0, run.Remarks);
        string page = File.ReadAllText(_folder.PathOf("page.html"));
        foreach (string never in (string[])["<script", "<link", "http:", "https:", "url(", "<b>&keys", "NaN", "∞"])
            page.ShouldNotContain(never);
        page.ShouldContain("&lt;b&gt;&amp;keys.csv");
        foreach (string name in (string[])["next-key", "new-event", "pca", "combined"])
            page.ShouldContain($"aria-label=\"Scores of {name}\"");
        foreach (Match drawing in Drawing().Matches(page))
            XElement.Parse(drawing.Value);
    }

    [Fact]
    public async Task The_same_sessions_and_seed_give_the_same_verdicts()
    {
        _folder.Write("keys.csv", "label,sequence\n" + Repeat("0,1 2 3 4\n0,1 3 2 4\n", 30) + Repeat("1,1 9 9 4\n", 5));

        string[] reports = [Verdicts(await Compare("keys.csv")), Verdicts(await Compare("keys.csv"))];

        reports[1].ShouldBe(reports[0]);

        static string Verdicts(JsonElement report) => string.Join('\n', report.GetProperty("detectors").EnumerateArray()
            .Select(detector => $"{detector.GetProperty("name")} {detector.GetProperty("per_session")} {detector.GetProperty("threshold")} {detector.GetProperty("average_precision")}"));
    }

    [Theory]
    [InlineData("--compare", "nobody", "--compare nobody must be all, or names")]
    [InlineData("--compare", ",", "--compare , must be all, or names")]
    [InlineData("--detectors", "nobody", "--detectors nobody is no detector")]
    [InlineData("--detectors", "classifier", "--detectors classifier is no detector that learns without labels")]
    [InlineData("--detectors", ",", "--detectors names none")]
    [InlineData("--learn-share", "1", "--learn-share")]
    public async Task Options_that_make_no_comparison_are_refused_by_name(string option, string value, string says)
    {
        _folder.Write("keys.csv", "label,sequence\n" + Repeat("0,1 2 3 4\n", 10));

        ProgramRun run = await Run("keys.csv", option, value);

        run.Code.ShouldBe(2, run.Remarks);
        run.Remarks.ReplaceLineEndings(" ").ShouldContain(says);
    }

    [Fact]
    public async Task Sessions_without_labels_are_refused_with_what_to_give()
    {
        _folder.Write("keys.txt", Repeat("1 2 3 4\n", 10));

        ProgramRun run = await Run("keys.txt");

        run.Code.ShouldBe(2, run.Remarks);
        run.Remarks.ReplaceLineEndings(" ").ShouldContain("give --labels FILE");
    }

    [Fact]
    public async Task Nothing_but_anomalies_leaves_nothing_to_learn_from()
    {
        _folder.Write("keys.csv", "label,sequence\n" + Repeat("1,1 2 3 4\n", 10));

        ProgramRun run = await Run("keys.csv");

        run.Code.ShouldBe(2, run.Remarks);
        run.Remarks.ReplaceLineEndings(" ").ShouldContain("there are 0 normal sessions to learn from");
    }

    [Fact]
    public async Task Detectors_of_whole_sessions_are_refused_where_sessions_have_no_end()
    {
        _folder.Write("endless.log", Repeat("opened\nread\nclosed\n", 60));

        ProgramRun run = await ProgramRun.Of(
            _folder, ["train", _folder.PathOf("endless.log"), "-o", _folder.PathOf("model"), .. Small, "--format", "plain", "--detectors", "length"]);

        run.Code.ShouldBe(2, run.Remarks);
        run.Remarks.ReplaceLineEndings(" ").ShouldContain("--detectors length needs sessions to vote on");
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static JsonElement Of(JsonElement report, string name) =>
        report.GetProperty("detectors").EnumerateArray().Single(detector => detector.GetProperty("name").GetString() == name);

    private static void Perfect(JsonElement report, string name, int missed)
    {
        JsonElement counts = Of(report, name).GetProperty("per_session");
        (counts.GetProperty("false_positives").GetInt64(), counts.GetProperty("false_negatives").GetInt64()).ShouldBe((0, missed), name);
    }

    private Task<ProgramRun> Run(string input, params string[] options) => ProgramRun.Of(_folder, ["compare", _folder.PathOf(input), .. Small, .. options]);

    private async Task<JsonElement> Compare(string input, params string[] options)
    {
        ProgramRun run = await Run(input, [.. options, "--json", _folder.PathOf("report.json")]);
        run.Code.ShouldBe(0, run.Remarks);
        return Report();
    }

    private JsonElement Report()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(_folder.PathOf("report.json")));
        return document.RootElement.Clone();
    }

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawing();
}
