using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests;

public sealed class SimulateTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Files_have_the_lines_that_were_asked_for_and_the_same_bytes_every_time()
    {
        string[] words = ["simulate", "--train-lines", "1000", "--lines", "2000", "--hosts", "5", "--seed", "9", "-o"];
        _place.Run([.. words, "a"]).With(0);
        _place.Run([.. words, "b"]).With(0);

        File.ReadLines(_place.PathOf("a/train.log")).Count().ShouldBe(1000);
        File.ReadLines(_place.PathOf("a/live.log")).Count().ShouldBe(2000);
        foreach (string name in (string[])["train.log", "live.log", "labels.csv", "lines.csv"])
            File.ReadAllBytes(_place.PathOf("a/" + name)).ShouldBe(File.ReadAllBytes(_place.PathOf("b/" + name)));
    }

    [Fact]
    public void A_live_log_has_the_lines_of_the_file()
    {
        _place.Run("simulate", "--lines", "1500", "-o", "a").With(0);

        Ended live = _place.Run("simulate", "--live", "--rate", "1000000", "--lines", "1500").With(0);

        live.Lines.Length.ShouldBe(1500);
        live.Lines[0].ShouldEndWith(File.ReadLines(_place.PathOf("a/live.log")).First()[24..], Case.Sensitive);
    }

    [Fact]
    public async Task A_live_log_comes_line_by_line()
    {
        // All of it would take two hours at this rate.
        using RunningProgram program = _place.Start("simulate", "--live", "--rate", "50", "--lines", "360000");

        await program.LineWith("INFO");
    }

    [Fact]
    public void Neither_files_nor_live_is_refused() => _place.Run("simulate").Refused(2, "--output", "--live");

    [Fact]
    public void The_demo_ends_well_and_names_the_next_three_commands()
    {
        Ended run = _place.Run("demo", "-o", "here", "--train-lines", "6000", "--lines", "3000", "--anomaly-share", "0.1").With(0);

        run.Output.ShouldContain("per session");
        run.Output.ShouldContain("look-up of count vectors");
        run.Lines.Where(line => line.EndsWith("YOUR.log", StringComparison.Ordinal) || line.Contains("my-model", StringComparison.Ordinal))
            .Select(line => line.Contains(" parse ", StringComparison.Ordinal) ? "parse" : line.Contains(" train ", StringComparison.Ordinal) ? "train" : "detect")
            .ShouldBe(["parse", "train", "detect"]);
        Directory.GetFileSystemEntries(_place.Folder).ShouldBe([_place.PathOf("here")]);
        _place.Run("detect", "here/live.log", "-m", "here/model", "--top", "1").With(0);
    }
}
