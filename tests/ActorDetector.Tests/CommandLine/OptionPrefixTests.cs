using System.CommandLine;
using System.ComponentModel;
using ActorDetector.CommandLine;
using ActorDetector.Detection.Detectors;
using ActorDetector.Tests.Commands;

namespace ActorDetector.Tests.CommandLine;

public sealed class OptionPrefixTests
{
    private sealed record Sizes
    {
        [Description("Units")]
        public int Units { get; init; } = 4;

        [Browsable(false)]
        public ulong Seed { get; init; } = 1;
    }

    [Fact]
    public void Two_records_with_the_same_names_stand_side_by_side_under_prefixes()
    {
        using TemporaryFolder folder = new();
        Command command = new("any");
        OptionSet first = new(command, typeof(Sizes), "first-"), second = new(command, typeof(Sizes), "second-");
        ParseResult parsed = command.Parse(["--second-units", "9"]);
        ActorDetector.CommandLine.Settings settings = ActorDetector.CommandLine.Settings.Load(folder.Path);

        first.Bind(parsed, settings).ShouldBe(new Sizes());
        second.Bind(parsed, settings).ShouldBe(new Sizes { Units = 9 });
    }

    [Fact]
    public void What_is_not_browsable_is_no_option()
    {
        Command command = new("any");
        _ = new OptionSet(command, typeof(Sizes));

        command.Options.Select(option => option.Name).ShouldBe(["--units"]);
    }

    [Fact]
    public async Task Detectors_of_one_record_and_prefix_share_their_options_and_have_no_seed_of_their_own()
    {
        using TemporaryFolder folder = new();
        ProgramRun run = await ProgramRun.Of(folder, "train", "--help");

        foreach (string name in new[] { "--autoencoder-hidden", "--lstm-autoencoder-units", "--classifier-units", "--forest-trees", "--boundary-nu" })
            run.Results.Split(name + " ").Length.ShouldBe(2, name);
        foreach (SessionDetectorKind kind in SessionDetectors.All.Where(kind => kind.OptionPrefix.Length > 0))
            run.Results.ShouldNotContain($"--{kind.OptionPrefix}seed");
    }
}
