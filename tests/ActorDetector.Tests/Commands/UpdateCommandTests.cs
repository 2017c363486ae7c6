namespace ActorDetector.Tests.Commands;

/// <summary>Marks of a person on what a model said, and what the model makes of them.</summary>
public sealed class UpdateCommandTests : IDisposable
{
    private const string Usual = "1 2 3 4";
    private const string Twice = "1 2 2 3 4";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_false_alarm_that_is_marked_is_accepted_and_the_version_before_is_kept_beside()
    {
        string version = await Train("2");
        (await Anomalies(Twice)).ShouldNotBeEmpty();

        ProgramRun run = await Update("--normal", Twice);

        run.Code.ShouldBe(0, run.Remarks);
        run.Results.ShouldContain("accepted before");
        (await Anomalies(Twice, Usual)).ShouldBeEmpty();
        Directory.Exists(_folder.PathOf($"model.{version}")).ShouldBeTrue();
        (await Anomalies("model." + version, [Twice])).ShouldNotBeEmpty();

        ProgramRun again = await Update("--normal", Twice);
        again.Code.ShouldBe(0, again.Remarks);
        again.Results.ShouldContain("Nothing to do");
    }

    [Fact]
    public async Task A_new_folder_leaves_the_model_as_it_is()
    {
        await Train("2");

        ProgramRun run = await Update("--normal", Twice, "-o", _folder.PathOf("other"));

        run.Code.ShouldBe(0, run.Remarks);
        (await Anomalies(Twice)).ShouldNotBeEmpty();
        (await Anomalies("other", [Twice])).ShouldBeEmpty();
        Directory.GetDirectories(_folder.Path).Select(path => Path.GetFileName(path)).Order().ShouldBe(["model", "other"]);
    }

    [Fact]
    public async Task What_training_had_already_is_nothing_to_do()
    {
        await Train("2");

        ProgramRun run = await Update("--normal", Usual);

        (run.Code, Directory.GetDirectories(_folder.Path).Length).ShouldBe((0, 1));
        run.Results.ShouldContain("Nothing to do");
    }

    [Fact]
    public async Task An_update_by_which_too_much_would_go_wrong_is_refused_and_nothing_is_written()
    {
        string version = await Train("1");

        ProgramRun refused = await Update("--normal", Twice);

        refused.Code.ShouldBe(4, refused.Remarks);
        refused.Remarks.ReplaceLineEndings(" ").ShouldContain("1 of 1 held-back normal sessions");
        Directory.GetDirectories(_folder.Path).Select(path => Path.GetFileName(path)).ShouldBe(["model"]);
        (await Update("--normal", Twice, "--max-forgotten", "1")).Code.ShouldBe(0);
        Directory.Exists(_folder.PathOf($"model.{version}")).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_marked_as_anomalous_is_told_also_after_training_anew()
    {
        await Train("2");
        (await Anomalies(Usual)).ShouldBeEmpty();

        ProgramRun run = await Update("--anomalous", Usual);

        run.Code.ShouldBe(0, run.Remarks);
        run.Results.ShouldContain("1 sessions are remembered as anomalous");
        (await Anomalies(Usual)).ShouldHaveSingleItem().ShouldContain("\"kind\":\"marked-anomalous\"");
        await Train("2");
        (await Anomalies(Usual)).ShouldHaveSingleItem().ShouldContain("one that a person marked as anomalous");
        await Train("2", "other", "--feedback", _folder.PathOf("model"));
        (await Anomalies("other", [Usual])).Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_marked_as_normal_is_learned_when_the_model_is_trained_anew()
    {
        await Train("2");
        (await Update("--normal", Twice)).Code.ShouldBe(0);

        ProgramRun run = await Retrain("2", "model");

        run.Results.ShouldContain("Feedback carried over: 1 sessions marked as normal were learned");
        (await Update("--normal", Twice)).Results.ShouldContain("Nothing to do");
        (await Anomalies(Twice)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_marks_give_the_same_version()
    {
        await Train("2");

        string[] versions = [Last(await Update("--normal", Twice, "-o", _folder.PathOf("a"))), Last(await Update("--normal", Twice, "-o", _folder.PathOf("b")))];

        versions[0].ShouldBe(versions[1]);
    }

    [Theory]
    [InlineData(1, "marked as normal and as anomalous", "--normal", "1 2 2 4", "--anomalous", "1 2 2 4")]
    [InlineData(1, "does not know: 77", "--normal", "1 77 4")]
    [InlineData(1, "none of the 0 lines became an event", "--normal", "")]
    [InlineData(2, "give --normal FILE, --anomalous FILE, or both")]
    [InlineData(2, "--max-steps 0", "--normal", "1 2 2 4", "--max-steps", "0")]
    public async Task Marks_that_cannot_be_learned_are_refused(int code, string says, params string[] words)
    {
        await Train("2");

        ProgramRun run = await Update(words);

        run.Code.ShouldBe(code, run.Remarks);
        run.Remarks.ReplaceLineEndings(" ").ShouldContain(says);
        Directory.GetDirectories(_folder.Path).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_named()
    {
        ProgramRun run = await Update("--normal", Twice);

        run.Code.ShouldBe(1);
        run.Remarks.ShouldContain("is not a model bundle");
    }

    private static string Last(ProgramRun run) => run.Results.TrimEnd().Split('\n')[^1].Split(' ')[1];

    private async Task<string> Train(string g, string model = "model", params string[] options) => Last(await Retrain(g, model, options));

    private async Task<ProgramRun> Retrain(string g, string model, params string[] options)
    {
        _folder.Write("keys.txt", string.Concat(Enumerable.Repeat(Usual + "\n", 60)));
        ProgramRun run = await ProgramRun.Of(
            _folder,
            ["train", _folder.PathOf("keys.txt"), "-o", _folder.PathOf(model), "--format", "sequences", "--g", g, "--window", "5", "--units", "16", "--layers", "1",
                "--embedding", "8", "--batch", "8", "--learning-rate", "0.02", "--max-epochs", "40", .. options]);
        run.Code.ShouldBe(0, run.Remarks);
        return run;
    }

    /// <summary>Runs an update; what follows --normal or --anomalous is a session, for which a file is written.</summary>
    private async Task<ProgramRun> Update(params string[] words)
    {
        string[] given = [.. words];
        for (int i = 1; i < given.Length; i++)
        {
            if (words[i - 1] is not ("--normal" or "--anomalous"))
                continue;
            given[i] = _folder.PathOf($"marked{i}.txt");
            File.WriteAllText(given[i], words[i] + (words[i].Length > 0 ? "\n" : ""));
        }

        return await ProgramRun.Of(_folder, ["update", "-m", _folder.PathOf("model"), .. given]);
    }

    private Task<string[]> Anomalies(params string[] sessions) => Anomalies("model", sessions);

    private async Task<string[]> Anomalies(string model, string[] sessions)
    {
        _folder.Write("test.txt", string.Concat(sessions.Select(session => session + "\n")));
        string found = _folder.PathOf("found.jsonl");
        ProgramRun run = await ProgramRun.Of(_folder, "detect", _folder.PathOf("test.txt"), "-m", _folder.PathOf(model), "-o", found);
        run.Code.ShouldBe(0, run.Remarks);
        return File.ReadAllLines(found);
    }
}
