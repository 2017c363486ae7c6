using System.ComponentModel.DataAnnotations;
using ActorDetector.CommandLine;
using ActorDetector.Logs;

namespace ActorDetector.Tests.CommandLine;

public sealed class AppTests
{
    [Theory]
    [InlineData("--windw is not an option of train. Did you mean --window?", "train", "a.log", "--windw", "5")]
    [InlineData("--windw is not an option of train. Did you mean --window?", "train", "a.log", "--windw=5")]
    [InlineData("--learnign-rate is not an option of train. Did you mean --learning-rate?", "train", "--learnign-rate", "1")]
    [InlineData("--quite-different is not an option of train.", "train", "a.log", "--quite-different")]
    [InlineData("-x is not an option of train.", "train", "a.log", "-x")]
    [InlineData("--versoin is not an option of actordetector. Did you mean --version?", "--versoin")]
    [InlineData("trian is not a command. Did you mean train?", "trian", "a.log")]
    [InlineData("frobnicate is not a command.", "frobnicate")]
    [InlineData("a command is missing: one of train")]
    [InlineData("train needs INPUT: Log files", "train")]
    [InlineData("--window needs a value: N", "train", "a.log", "--window")]
    [InlineData("--output needs a value: FILE, but --window follows", "train", "a.log", "--output", "--window", "5")]
    [InlineData("--window takes one value, but 2 were given", "train", "a.log", "--window", "1", "--window", "2")]
    public async Task A_wrong_command_line_is_refused_by_name(string message, params string[] words)
    {
        AppRun run = await AppRun.Of(words);

        run.Code.ShouldBe(2);
        run.Results.ShouldBe("");
        run.Remarks.ShouldStartWith($"error: {message}{Environment.NewLine}");
        run.Remarks.ShouldContain("--help.");
        run.Command.Options.ShouldBeNull();
    }

    [Fact]
    public async Task Words_behind_two_dashes_are_arguments_whatever_they_look_like()
    {
        AppRun run = await AppRun.Of(["train", "-", "--", "--windw"]);

        run.Code.ShouldBe(0);
        run.Command.Inputs.ShouldBe(["-", "--windw"]);
    }

    [Fact]
    public async Task Help_shows_options_with_defaults_and_ranges_and_then_examples()
    {
        AppRun run = await AppRun.Of(["train", "--help"]);

        run.Code.ShouldBe(0);
        run.Remarks.ShouldBe("");
        run.Results.ShouldContain("--window <N>");
        run.Results.ShouldContain("Length of the window [default: 10; 1 to 256]");
        run.Results.ShouldContain("-o, --output <FILE>");
        run.Results.ShouldContain("--colour <red|darkblue>");
        run.Results.ShouldContain("Paint [default: darkblue]");
        run.Results.ShouldContain("Similarity [0 to 1]");
        string examples = run.Results[run.Results.IndexOf("Examples:", StringComparison.Ordinal)..];
        examples.ShouldContain("# learn from one file");
        examples.ShouldContain("actordetector train app.log -o model");
    }

    [Fact]
    public async Task Help_is_shown_even_beside_a_mistake()
    {
        AppRun run = await AppRun.Of(["train", "--windw", "--help"]);

        run.Code.ShouldBe(0);
        run.Results.ShouldContain("Examples:");
    }

    [Fact]
    public async Task Help_of_the_program_lists_its_commands()
    {
        AppRun run = await AppRun.Of(["--help"]);

        run.Code.ShouldBe(0);
        run.Results.ShouldContain("train <INPUT>");
        run.Results.ShouldContain("Learns from logs.");
        run.Results.ShouldContain("ACTORDETECTOR_");
    }

    [Fact]
    public async Task The_version_is_told()
    {
        AppRun run = await AppRun.Of(["--version"]);

        run.Code.ShouldBe(0);
        run.Results.ShouldMatch(@"^actordetector \d+\.\d+\.\d+\s*$");
    }

    [Theory]
    [InlineData(ExitCode.Done, 0)]
    [InlineData(ExitCode.Anomalies, 3)]
    public async Task The_exit_code_is_the_command_s(ExitCode told, int code) =>
        (await AppRun.Of(["train", "a.log"], new SampleCommand(_ => told))).Code.ShouldBe(code);

    public static TheoryData<Exception, int> Faults => new()
    {
        { new LogInputException("a.log is no log"), 1 },
        { new FormatException("a.log is no log"), 1 },
        { new IOException("a.log is no log"), 1 },
        { new UnauthorizedAccessException("a.log is no log"), 1 },
        { new AggregateException(new LogInputException("a.log is no log")), 1 },
        { new UsageException("a.log is no log"), 2 },
        { new ValidationException("a.log is no log"), 2 },
        { new ArgumentException("a.log is no log"), 2 },
        { new ArgumentException("a.log is no log", "input"), 2 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_of_the_user_or_the_input_is_one_clear_line(Exception fault, int code)
    {
        AppRun run = await AppRun.Of(["train", "a.log"], new SampleCommand(_ => throw fault));

        run.Code.ShouldBe(code);
        run.Remarks.ShouldBe($"error: a.log is no log{Environment.NewLine}");
    }

    [Fact]
    public async Task A_fault_of_the_program_is_told_whole()
    {
        AppRun run = await AppRun.Of(["train", "a.log"], new SampleCommand(_ => throw new InvalidOperationException("impossible")));

        run.Code.ShouldBe(1);
        run.Remarks.ShouldContain("fault of actordetector itself");
        run.Remarks.ShouldContain("InvalidOperationException: impossible");
        run.Remarks.ShouldContain(nameof(SampleCommand));
    }

    [Fact]
    public async Task A_hostile_file_name_does_not_reach_the_terminal()
    {
        AppRun run = await AppRun.Of(["train", "a.log"], new SampleCommand(_ => throw new LogInputException("cannot read \e[2Jx\a.log")));

        run.Remarks.ShouldBe($"error: cannot read \uFFFD[2Jx\uFFFD.log{Environment.NewLine}");
    }

    [Fact]
    public async Task A_stopped_command_ends_with_130()
    {
        using CancellationTokenSource stop = new();
        SampleCommand waits = new(invocation =>
        {
            stop.Cancel();
            invocation.Stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)).ShouldBeTrue();
            invocation.Stop.ThrowIfCancellationRequested();
            return ExitCode.Done;
        });

        AppRun run = await AppRun.Of(["train", "a.log"], waits, stop: stop.Token);

        run.Code.ShouldBe(130);
        run.Remarks.ShouldBe($"Stopped.{Environment.NewLine}");
    }

    [Fact]
    public async Task A_command_that_ends_in_order_after_it_was_stopped_still_ends_with_130()
    {
        using CancellationTokenSource stop = new();
        SampleCommand ends = new(invocation =>
        {
            stop.Cancel();
            invocation.Stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)).ShouldBeTrue();
            return ExitCode.Done;
        });

        (await AppRun.Of(["train", "a.log"], ends, stop: stop.Token)).Code.ShouldBe(130);
    }
}
