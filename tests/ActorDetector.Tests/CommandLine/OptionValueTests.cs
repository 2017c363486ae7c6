namespace ActorDetector.Tests.CommandLine;

public sealed class OptionValueTests
{
    [Fact]
    public async Task What_is_not_given_has_its_default()
    {
        AppRun run = await AppRun.Of(["train", "a.log"]);

        run.Code.ShouldBe(0);
        run.Command.Options.ShouldBe(new SampleOptions { Mask = run.Command.Options!.Mask });
        run.Command.Options!.Mask.ShouldBeEmpty();
    }

    [Fact]
    public async Task Defaults_of_the_caller_stand_where_nothing_is_given()
    {
        SampleCommand command = new() { Defaults = new SampleOptions { Window = 7, Colour = Colour.Red, Mask = ["x"] } };

        AppRun run = await AppRun.Of(["train", "a.log", "--colour", "dark-blue"], command);

        run.Command.Options!.Window.ShouldBe(7);
        run.Command.Options.Mask.ShouldBe(["x"]);
        run.Command.Options.Colour.ShouldBe(Colour.DarkBlue);
    }

    [Fact]
    public async Task Every_kind_of_value_is_read()
    {
        AppRun run = await AppRun.Of(
        [
            "train", "a.log", "--window", "20", "--max-line-bytes=4096", "--lines", "-6000000000", "--seed", "18446744073709551615",
            "--learning-rate", "1e-3", "--similarity", "0.5", "--session-count", "3", "-o", "out.jsonl", "--name", "abcd",
            "--built-in-masks", "false", "--bounded", "--session-gap", "5m", "--colour", "RED", "--mask", "A=1", "--mask", "B=2", "b.log",
        ]);

        run.Remarks.ShouldBe("");
        run.Command.Inputs.ShouldBe(["a.log", "b.log"]);
        run.Command.Options.ShouldBe(new SampleOptions
        {
            Window = 20,
            MaxLineBytes = 4096,
            Lines = -6_000_000_000,
            Seed = ulong.MaxValue,
            LearningRate = 0.001,
            Similarity = 0.5,
            SessionCount = 3,
            Output = "out.jsonl",
            Name = "abcd",
            BuiltInMasks = false,
            Bounded = true,
            SessionGap = TimeSpan.FromMinutes(5),
            Colour = Colour.Red,
            Mask = run.Command.Options!.Mask,
        });
        run.Command.Options!.Mask.ShouldBe(["A=1", "B=2"]);
    }

    [Theory]
    [InlineData("--window", "0", "--window 0 is out of range: 1 to 256")]
    [InlineData("--window", "257", "--window 257 is out of range: 1 to 256")]
    [InlineData("--window", "99999999999", "--window 99999999999 is out of range: 1 to 256")]
    [InlineData("--window", "ten", "--window ten is not a whole number")]
    [InlineData("--window", "1.5", "--window 1.5 is not a whole number")]
    [InlineData("--max-line-bytes", "63", "--max-line-bytes 63 is out of range: 64 or more")]
    [InlineData("--lines", "9223372036854775808", "--lines 9223372036854775808 is out of range: -9223372036854775808 to 9223372036854775807")]
    [InlineData("--seed", "-1", "--seed -1 is out of range: 0 to 18446744073709551615")]
    [InlineData("--learning-rate", "2", "--learning-rate 2 is out of range: 1E-07 to 1")]
    [InlineData("--learning-rate", "NaN", "--learning-rate NaN is not a number")]
    [InlineData("--learning-rate", "0,1", "--learning-rate 0,1 is not a number")]
    [InlineData("--similarity", "-0.1", "--similarity -0.1 is out of range: 0 to 1")]
    [InlineData("--session-gap", "5", "--session-gap 5 is not a length of time, as 00:05:00, 250ms, 90s, 5m, 2h or 1d")]
    [InlineData("--colour", "green", "--colour green is not one of red, darkblue")]
    [InlineData("--colour", "1", "--colour 1 is not one of red, darkblue")]
    [InlineData("--name", "ab", "--name ab is not allowed: ")]
    public async Task A_value_that_is_not_allowed_is_refused_with_what_is(string option, string value, string message)
    {
        AppRun run = await AppRun.Of(["train", "a.log", option, value]);

        run.Code.ShouldBe(2);
        run.Remarks.ShouldStartWith($"error: {message}");
        run.Remarks.TrimEnd().ShouldNotContain('\n');
        run.Command.Options.ShouldBeNull();
    }

    [Theory]
    [InlineData("00:05:00", 300_000)]
    [InlineData("1.12:00:00", 129_600_000)]
    [InlineData("00:00:00.250", 250)]
    [InlineData("250ms", 250)]
    [InlineData("90s", 90_000)]
    [InlineData("5m", 300_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("1.5H", 5_400_000)]
    [InlineData("0s", 0)]
    public async Task Lengths_of_time_are_read_as_people_write_them(string text, long milliseconds)
    {
        AppRun run = await AppRun.Of(["train", "a.log", "--session-gap", text]);

        run.Command.Options!.SessionGap.ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Theory]
    [InlineData("-5m")]
    [InlineData("-00:05:00")]
    [InlineData("m")]
    [InlineData("5 weeks")]
    [InlineData("99999999999999999999d")]
    [InlineData("99:99:99")]
    public async Task A_length_of_time_that_makes_no_sense_is_refused(string text)
    {
        AppRun run = await AppRun.Of(["train", "a.log", "--session-gap", text]);

        run.Code.ShouldBe(2);
        run.Remarks.ShouldStartWith($"error: --session-gap {text} is not a length of time");
    }

    [Theory]
    [InlineData(true, "--built-in-masks")]
    [InlineData(true, "--built-in-masks", "true")]
    [InlineData(true, "--built-in-masks=True")]
    [InlineData(false, "--built-in-masks", "false")]
    [InlineData(false, "--built-in-masks=false")]
    public async Task A_flag_may_be_given_alone_or_with_true_or_false(bool expected, params string[] words)
    {
        AppRun run = await AppRun.Of(["train", .. words, "a.log"]);

        run.Command.Options!.BuiltInMasks.ShouldBe(expected);
        run.Command.Inputs.ShouldBe(["a.log"]);
    }

    [Fact]
    public async Task A_flag_is_refused_any_other_value()
    {
        AppRun run = await AppRun.Of(["train", "a.log", "--built-in-masks=no"]);

        run.Code.ShouldBe(2);
        run.Remarks.ShouldStartWith("error: --built-in-masks no is not true or false");
    }

    [Fact]
    public async Task An_at_sign_in_a_value_is_only_a_character()
    {
        AppRun run = await AppRun.Of(["train", "a.log", "--output", "@timestamp"]);

        run.Command.Options!.Output.ShouldBe("@timestamp");
    }
}
