using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests;

public sealed class CommandLineTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("parse")]
    [InlineData("train")]
    [InlineData("detect")]
    [InlineData("evaluate")]
    [InlineData("matrix")]
    [InlineData("simulate")]
    [InlineData("demo")]
    public void The_help_of_a_command_has_examples_of_it(string command)
    {
        Ended run = _place.Run(command, "--help").With(0);

        run.Output.ShouldContain("Examples:");
        run.Output[run.Output.IndexOf("Examples:", StringComparison.Ordinal)..].ShouldContain($"actordetector {command}");
        run.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void The_help_of_the_program_names_its_commands()
    {
        string help = _place.Run("--help").With(0).Output;

        foreach (string command in (string[])["parse", "train", "detect", "evaluate", "matrix", "simulate", "demo"])
            help.ShouldContain($"  {command} ");
    }

    [Fact]
    public void The_version_is_one_line() => _place.Run("--version").With(0).Lines.ShouldHaveSingleItem().ShouldMatch(@"\d+\.\d+\.\d+");

    [Theory]
    [InlineData("train app.log -o m --windw 5", "--windw", "--window")]
    [InlineData("detect app.log --modle m", "--modle", "--model")]
    [InlineData("parse app.log --structurd=x.csv", "--structurd", "--structured")]
    [InlineData("simulate -o fleet --host 5", "--host", "--hosts")]
    [InlineData("evalute app.log", "evalute", "evaluate")]
    public void A_wrong_word_is_refused_by_name_with_the_nearest_right_one(string words, string wrong, string right)
    {
        Ended run = _place.Run(words.Split(' ')).Refused(2, wrong, $"Did you mean {right}?");

        run.Output.ShouldBeEmpty();
        run.Errors.ShouldContain("--help");
    }

    [Theory]
    [InlineData("--window 0", "--window 0", "1 to 256")]
    [InlineData("--batch 99999999999", "--batch 99999999999", "1 to 65536")]
    [InlineData("--dropout 2", "--dropout 2", "0 to 0.95")]
    [InlineData("--learning-rate fast", "--learning-rate fast", "a number")]
    [InlineData("--session-gap soon", "--session-gap soon", "5m")]
    [InlineData("--miner brain", "--miner brain", "drain, lenma")]
    public void A_wrong_value_is_refused_with_its_option_and_what_is_allowed(string words, string said, string allowed)
    {
        _place.Write("app.log", "x\n");

        _place.Run(["train", "app.log", "-o", "m", .. words.Split(' ')]).Refused(2, said, allowed);
    }

    [Theory]
    [InlineData("--session-id ([", "--session-id")]
    [InlineData("--record-start ([", "--record-start")]
    [InlineData("--session-gap -00:05:00", "--session-gap")]
    [InlineData("--session-gap 5m --session-count 3", "--session-gap and --session-count")]
    [InlineData("--time-zone Middle/Earth", "Middle/Earth")]
    [InlineData("--format nosuch", "nosuch")]
    [InlineData("--train-share 0.9 --validation-share 0.5", "--validation-share")]
    public void A_value_that_cannot_be_used_is_refused_as_bad_usage(string words, string said)
    {
        _place.Write("shop.log", Orders.Log(20));

        _place.Run(["train", "shop.log", "-o", "m", .. words.Split(' ')]).Refused(2, said);

        Directory.Exists(_place.PathOf("m")).ShouldBeFalse();
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        _place.Run().With(2).Errors.ShouldContain("a command is missing");
        _place.Run("parse").Refused(2, "parse needs INPUT");
        _place.Run("train", "app.log").Refused(2, "--output FOLDER is missing");
        _place.Run("detect", "app.log").Refused(2, "--model FOLDER is missing");
    }

    [Fact]
    public void Results_go_to_the_output_and_remarks_to_the_errors()
    {
        _place.Write("shop.log", Orders.Log(20));

        Ended run = _place.Run("parse", "shop.log").With(0);

        run.Output.ShouldNotContain("lines = ");
        run.Errors.ShouldContain("80 lines = 80 events");
        (run.Output + run.Errors).ShouldNotContain("\u001b", customMessage: "no colours where no terminal is");
    }
}
