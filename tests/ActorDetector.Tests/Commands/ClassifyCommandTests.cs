using System.Globalization;
using CsvHelper;

namespace ActorDetector.Tests.Commands;

/// <summary>Sessions and windows that are judged by what labelled ones were like.</summary>
public sealed class ClassifyCommandTests : IDisposable
{
    private static readonly string[] Quick =
        ["--classifier-units", "8", "--classifier-epochs", "30", "--classifier-batch", "8", "--classifier-learning-rate", "0.02"];

    private readonly TemporaryFolder _folder = new();

    public ClassifyCommandTests() => _folder.Write(
        "train.csv", "sequence,label\n" + string.Concat(Enumerable.Repeat("1 2 3 4,0\n1 2 2 3 4,0\n1 4 3 2,1\n", 20)));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_session_has_a_row_with_its_line_its_probability_and_its_label()
    {
        _folder.Write("new.csv", "session,count,sequence,label\na,5,1 2 3 4,0\nb,1,1 4 3 2,anomaly\nc,1,1 2 3 4 9,-\n");

        ProgramRun run = await Classify("train.csv", "new.csv");

        List<Row> rows = Rows();
        rows.Select(row => (row.session, row.source, row.first_line, row.last_line, row.events, row.count)).ShouldBe(
        [
            ("a", _folder.PathOf("new.csv"), 2, 2, 4, 5), ("b", _folder.PathOf("new.csv"), 3, 3, 4, 1), ("c", _folder.PathOf("new.csv"), 4, 4, 5, 1),
        ]);
        rows.Select(row => (row.anomalous, row.label)).ShouldBe([(false, "normal"), (true, "anomaly"), (true, "normal")]);
        rows[0].probability.ShouldBeLessThan(0.1);
        rows[1].probability.ShouldBeGreaterThan(0.9);
        // A key that was not learned from is an even chance.
        rows[2].probability.ShouldBe(1 - ((1 - rows[0].probability) / 2), 1e-12);
        run.Results.ShouldContain("Learned from 40 normal and 20 anomalous sessions in 30 epochs");
        run.Results.ShouldContain("Judged 7 sessions");
        run.Results.ShouldMatch(@"0\.5000 +1\.0000 +0\.6667 +1 +1 +0 +5");
    }

    [Fact]
    public async Task Sessions_without_labels_are_judged_and_held_against_nothing()
    {
        _folder.Write("new.txt", "1 2 3 4\n1 4 3 2\n");

        ProgramRun run = await Classify("train.csv", "new.txt", "--format", "sequences");

        Rows().Select(row => (row.anomalous, row.label)).ShouldBe([(false, ""), (true, "")]);
        run.Results.ShouldNotContain("precision");
    }

    [Fact]
    public async Task Without_a_file_the_most_probable_anomalies_are_shown()
    {
        _folder.Write("new.csv", "session,sequence\nsound,1 2 3 4\nbroken,1 4 3 2\nworse,1 4 3 2 9\n");

        ProgramRun run = await ProgramRun.Of(
            _folder, ["classify", _folder.PathOf("train.csv"), "--judge", _folder.PathOf("new.csv"), "--top", "1", .. Quick]);

        run.Code.ShouldBe(0, run.Remarks);
        run.Results.ShouldContain("worse");
        run.Results.ShouldContain("new.csv:4");
        run.Results.ShouldNotContain("broken");
        run.Results.ShouldNotContain("sound");
    }

    [Fact]
    public async Task Raw_lines_are_sessions_of_their_entities_labelled_by_a_file()
    {
        _folder.Write("train.log", Lives(0, 40, broken: 3));
        _folder.Write("one.log", "opened job90\nopened job91\nread job90\n");
        _folder.Write("two.log", "closed job91\nread job91\nwrote job91\nwrote job90\nclosed job90\n");
        _folder.Write("labels.csv", "session,label\njob91,1\n" + string.Concat(Enumerable.Range(0, 39).Select(job => $"job{job},{(job % 3 == 0 ? 1 : 0)}\n")));

        ProgramRun run = await Classify(
            "train.log", "one.log", "--judge", _folder.PathOf("two.log"), "--labels", _folder.PathOf("labels.csv"), "--session-id", @"job\d+", "--format", "plain");

        Rows().Select(row => (row.session, row.source, row.first_line, row.last_source, row.last_line, row.anomalous, row.label)).ShouldBe(
        [
            ("job90", _folder.PathOf("one.log"), 1, _folder.PathOf("two.log"), 5, false, ""),
            ("job91", _folder.PathOf("one.log"), 2, _folder.PathOf("two.log"), 3, true, "anomaly"),
        ]);
        run.Results.ShouldContain("Without a label, counted nowhere: 1 sessions");
        run.Remarks.ShouldContain("1 sessions without a label were not learned from");
    }

    [Theory]
    [InlineData("4", null, "1-4 5-8 9-10")]
    [InlineData("4", "2", "1-4 3-6 5-8 7-10")]
    [InlineData("4", "3", "1-4 4-7 7-10")]
    [InlineData("4", "1", "1-4 2-5 3-6 4-7 5-8 6-9 7-10")]
    [InlineData("8", "5", "1-8 6-10")]
    [InlineData("10", "4", "1-10")]
    [InlineData("11", "4", "1-10")]
    public async Task Windows_are_cut_by_count_and_step_and_the_last_one_ends_with_the_session(string events, string? step, string windows)
    {
        _folder.Write("train.log", Labelled("ab", 20) + Labelled("ababababXb", 10));
        _folder.Write("new.log", Labelled("abababaXab", 1));

        await Classify(
            "train.log", "new.log", ["--format", "<Label> <Content>", "--label-field", "Label", "--window-events", events, .. Step(step), "--classifier-epochs", "1"]);

        List<Row> rows = Rows();
        rows.Select(row => $"{row.first_line}-{row.last_line}").ShouldBe(windows.Split(' '));
        rows.ShouldAllBe(row => row.events == row.last_line - row.first_line + 1);
        // Line 8 is the labelled one.
        rows.Select(row => row.label).ShouldBe(rows.Select(row => row.first_line <= 8 && row.last_line >= 8 ? "anomaly" : "normal"));
    }

    [Fact]
    public async Task Windows_are_told_apart_by_their_own_lines()
    {
        _folder.Write("train.log", Labelled("ababXbabababab", 20));
        _folder.Write("new.log", Labelled("ababababXbab", 1));

        await Classify("train.log", "new.log", "--format", "<Label> <Content>", "--label-field", "Label", "--window-events", "4");

        Rows().Select(row => row.anomalous).ShouldBe([false, false, true]);
    }

    [Fact]
    public async Task Windows_of_a_session_that_a_file_labels_are_what_the_session_is()
    {
        _folder.Write("new.csv", "session,sequence\na,1 2 3 4\nb,1 4 3 2\n");
        _folder.Write("old.csv", "session,sequence\nc,1 2 3 4\nd,1 4 3 2\n");
        _folder.Write("labels.csv", "session,label\na,0\nb,1\nc,0\nd,1\n");

        await Classify("old.csv", "new.csv", "--labels", _folder.PathOf("labels.csv"), "--window-events", "3", "--window-step", "2");

        Rows().Select(row => (row.session, row.events, row.label)).ShouldBe([("a", 3, "normal"), ("a", 2, "normal"), ("b", 3, "anomaly"), ("b", 2, "anomaly")]);
    }

    [Fact]
    public async Task The_threshold_decides_what_is_called_anomalous()
    {
        _folder.Write("new.csv", "sequence\n1 2 3 4\n1 2 3 4 9\n1 4 3 2 9\n");

        await Classify("train.csv", "new.csv", "--threshold", "0.9");
        Rows().Select(row => row.anomalous).ShouldBe([false, false, true]);

        await Classify("train.csv", "new.csv", "--threshold", "0");
        Rows().ShouldAllBe(row => row.anomalous);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_file_and_another_one_another()
    {
        _folder.Write("new.csv", "sequence\n1 2 3 4\n1 4 3 2\n");

        string first = await Text("1");

        (await Text("1")).ShouldBe(first);
        (await Text("2")).ShouldNotBe(first);

        async Task<string> Text(string seed)
        {
            await Classify("train.csv", "new.csv", "--seed", seed);
            return File.ReadAllText(_folder.PathOf("result.csv"));
        }
    }

    [Fact]
    public async Task A_rare_class_counts_as_much_as_the_other_unless_told_otherwise()
    {
        // One of fifty is anomalous, and nothing in the keys says which.
        _folder.Write("rare.csv", "sequence,label\n" + string.Concat(Enumerable.Repeat("1 2,0\n", 49)) + "1 3,1\n");
        _folder.Write("new.csv", "sequence\n1\n");

        await Classify("rare.csv", "new.csv", "--classifier-epochs", "1");
        double alike = Rows()[0].probability;
        await Classify("rare.csv", "new.csv", "--classifier-epochs", "1", "--classifier-class-weights=false");

        Rows()[0].probability.ShouldBeLessThan(alike);
    }

    [Fact]
    public async Task Sessions_longer_than_what_is_read_are_told()
    {
        _folder.Write("new.csv", "sequence\n1 2 3 4\n");

        ProgramRun run = await Classify("train.csv", "new.csv", "--classifier-max-length", "4");

        run.Remarks.ShouldContain("20 sessions are longer than --classifier-max-length 4");
    }

    [Theory]
    [InlineData("sequence\n1 2\n1 3\n", 2, "there is no truth to learn from: give --labels FILE")]
    [InlineData("sequence,label\n1 2,0\n1 3,0\n", 1, "all 2 labelled sessions to learn from are normal")]
    [InlineData("sequence,label\n1 2,1\n1 3,1\n", 1, "all 2 labelled sessions to learn from are anomalous")]
    [InlineData("sequence,label\n1 2,1\n1 2,0\n", 1, "no anomalous sequences")]
    [InlineData("sequence,label\n", 1, "became an event")]
    public async Task Logs_that_nothing_can_be_learned_from_are_refused(string learned, int code, string says)
    {
        _folder.Write("useless.csv", learned);

        ProgramRun run = await Refused(code, _folder.PathOf("useless.csv"), "--judge", _folder.PathOf("train.csv"));

        run.Remarks.ReplaceLineEndings(" ").ShouldContain(says);
    }

    [Fact]
    public async Task Inputs_that_are_not_there_are_refused_by_name()
    {
        string missing = _folder.PathOf("missing.csv"), train = _folder.PathOf("train.csv");

        (await Refused(1, missing, "--judge", train)).Remarks.ShouldContain("missing.csv");
        (await Refused(1, train, "--judge", missing)).Remarks.ShouldContain("missing.csv");
        (await Refused(1, train, "--judge", train, "--labels", missing)).Remarks.ShouldContain("missing.csv");
    }

    [Theory]
    [InlineData("--judge INPUT is missing")]
    [InlineData("--window-step 2 needs --window-events", "--judge", "new.csv", "--window-step", "2")]
    [InlineData("--window-step 5 is more than --window-events 4", "--judge", "new.csv", "--window-step", "5", "--window-events", "4")]
    [InlineData("--labels and --label-field are two truths", "--judge", "train.csv", "--labels", "new.csv", "--label-field", "label")]
    [InlineData("standard input can be read only once", "-", "--judge", "-")]
    public async Task What_cannot_be_meant_is_refused(string says, params string[] words) =>
        (await Refused(2, [_folder.PathOf("train.csv"), .. words])).Remarks.ShouldContain(says);

    [Fact]
    public async Task Labels_of_other_sessions_are_refused()
    {
        _folder.Write("labels.csv", "session,label\nsomebody,1\n");

        ProgramRun run = await Refused(1, _folder.PathOf("train.csv"), "--judge", _folder.PathOf("train.csv"), "--labels", _folder.PathOf("labels.csv"));

        run.Remarks.ReplaceLineEndings(" ").ShouldContain("none of the 60 sessions to learn from has a label in");
    }

    [Fact]
    public async Task Counts_of_events_are_refused_as_they_have_no_order()
    {
        _folder.Write("counts.csv", "label,counts\n0,1:2 2:3\n1,1:1\n");

        ProgramRun run = await Refused(2, _folder.PathOf("counts.csv"), "--judge", _folder.PathOf("counts.csv"), "--format", "counts");

        run.Remarks.ReplaceLineEndings(" ").ShouldContain("counts of events have no order");
    }

    [Fact]
    public async Task A_result_that_would_overwrite_an_input_is_refused()
    {
        string train = _folder.PathOf("train.csv");
        string text = File.ReadAllText(train);

        (await Refused(2, train, "--judge", train, "-o", train)).Remarks.ShouldContain("would overwrite one of the inputs");

        File.ReadAllText(train).ShouldBe(text);
    }

    [SharedDataFact]
    public async Task Of_labelled_HDFS_sessions_hardly_one_is_judged_wrong()
    {
        ProgramRun run = await ProgramRun.Of(
            _folder, "classify", SharedData.PathOf("hdfs_supervised", "train.csv.gz"), "--judge", SharedData.PathOf("hdfs_supervised", "valid.csv.gz"),
            "-o", _folder.PathOf("result.csv"));

        run.Code.ShouldBe(0, run.Remarks);
        List<Row> rows = Rows();
        rows.Count.ShouldBe(2000);
        double found = rows.Count(row => row.anomalous && row.label == "anomaly");
        double wrong = rows.Count(row => row.anomalous != (row.label == "anomaly"));
        double f1 = 2 * found / ((2 * found) + wrong);
        f1.ShouldBeGreaterThanOrEqualTo(0.99);
        run.Results.ShouldContain(f1.ToString("F4", CultureInfo.InvariantCulture));
    }

    private static string[] Step(string? step) => step is null ? [] : ["--window-step", step];

    // A letter is a line; X is one that is labelled.
    private static string Labelled(string lines, int times) =>
        string.Concat(Enumerable.Repeat(string.Concat(lines.Select(line => line == 'X' ? "FATAL it broke\n" : $"- step {line} is done\n")), times));

    private static string Lives(int first, int count, int broken) => string.Concat(Enumerable.Range(first, count).Select(job => job % broken == 0
        ? $"opened job{job}\nclosed job{job}\nread job{job}\nwrote job{job}\n"
        : $"opened job{job}\nread job{job}\nwrote job{job}\nclosed job{job}\n"));

    private async Task<ProgramRun> Classify(string learned, string judged, params string[] options)
    {
        string[] quick = [.. Quick.Chunk(2).Where(option => !options.Contains(option[0])).SelectMany(option => option)];
        ProgramRun run = await ProgramRun.Of(
            _folder, ["classify", _folder.PathOf(learned), "--judge", _folder.PathOf(judged), "-o", _folder.PathOf("result.csv"), .. quick, .. options]);
        run.Code.ShouldBe(0, run.Remarks);
        return run;
    }

    private async Task<ProgramRun> Refused(int code, params string[] words)
    {
        ProgramRun run = await ProgramRun.Of(_folder, ["classify", .. words, .. Quick]);
        run.Code.ShouldBe(code, run.Remarks);
        run.Results.ShouldBeEmpty();
        return run;
    }

    private List<Row> Rows()
    {
        using var csv = new CsvReader(File.OpenText(_folder.PathOf("result.csv")), CultureInfo.InvariantCulture);
        return [.. csv.GetRecords<Row>()];
    }

    // Named as the columns are.
    private sealed record Row(
        string session, string source, long first_line, string last_source, long last_line, int events, long count, double probability, bool anomalous, string label);
}
