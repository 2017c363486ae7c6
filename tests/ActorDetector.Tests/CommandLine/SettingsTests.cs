using System.CommandLine;
using ActorDetector.CommandLine;
using Microsoft.Extensions.Configuration;

namespace ActorDetector.Tests.CommandLine;

public sealed class SettingsTests
{
    [Fact]
    public void The_command_line_comes_before_the_environment_and_that_before_the_file_and_that_before_the_default()
    {
        Dictionary<string, string?> environment = new() { ["WINDOW"] = "2", ["MAX_LINE_BYTES"] = "200" };
        Dictionary<string, string?> file = new() { ["window"] = "3", ["max-line-bytes"] = "300", ["name"] = "file" };

        SampleOptions options = Bind(["--window", "1"], environment, file);

        options.Window.ShouldBe(1);
        options.MaxLineBytes.ShouldBe(200);
        options.Name.ShouldBe("file");
        options.LearningRate.ShouldBe(0.001);
    }

    [Fact]
    public void An_empty_variable_is_not_set() =>
        Bind([], new() { ["WINDOW"] = "" }, new() { ["window"] = "3" }).Window.ShouldBe(3);

    [Theory]
    [InlineData("max-line-bytes")]
    [InlineData("maxLineBytes")]
    [InlineData("MaxLineBytes")]
    [InlineData("max_line_bytes")]
    public void The_file_may_use_any_of_the_usual_spellings(string key) =>
        Bind([], [], new() { [key] = "300" }).MaxLineBytes.ShouldBe(300);

    [Fact]
    public void A_wrong_value_in_the_environment_is_refused_with_the_variable() =>
        Should.Throw<UsageException>(() => Bind([], new() { ["WINDOW"] = "0" }, []))
            .Message.ShouldBe("--window 0 (from ACTORDETECTOR_WINDOW) is out of range: 1 to 256");

    [Fact]
    public void Variables_of_the_process_are_read()
    {
        const string variable = "ACTORDETECTOR_A_SETTING_OF_THIS_TEST";
        using TemporaryFolder folder = new();
        try
        {
            Environment.SetEnvironmentVariable(variable, "7");

            GivenValue? given = ActorDetector.CommandLine.Settings.Load(folder.Path).Find("a-setting-of-this-test");

            given!.Value.Texts.ShouldBe(["7"]);
            given.Value.Origin.ShouldBe(variable);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    [Fact]
    public async Task A_file_sets_values_of_every_kind()
    {
        AppRun run = await AppRun.Of(["train", "a.log"], settings: """
            {
              // Comments are allowed.
              "window": 20, "learning-rate": 0.5, "built-in-masks": false, "sessionGap": "90s", "colour": "red", "seed": "12",
              "mask": ["A=1", "B=2"], "similarity": null, "output": "x.csv",
            }
            """);

        run.Remarks.ShouldBe("");
        run.Command.Options.ShouldBe(new SampleOptions
        {
            Window = 20,
            LearningRate = 0.5,
            BuiltInMasks = false,
            SessionGap = TimeSpan.FromSeconds(90),
            Colour = Colour.Red,
            Seed = 12,
            Output = "x.csv",
            Mask = run.Command.Options!.Mask,
        });
        run.Command.Options!.Mask.ShouldBe(["A=1", "B=2"]);
    }

    [Fact]
    public async Task A_list_in_the_file_may_be_empty_and_may_be_one_value()
    {
        (await AppRun.Of(["train", "a.log"], new SampleCommand { Defaults = new SampleOptions { Mask = ["x"] } }, """{"mask": []}"""))
            .Command.Options!.Mask.ShouldBeEmpty();
        (await AppRun.Of(["train", "a.log"], settings: """{"mask": "A=1"}""")).Command.Options!.Mask.ShouldBe(["A=1"]);
    }

    [Theory]
    [InlineData("""{"windw": 5}""", "windw in actordetector.json is not an option. Did you mean window?")]
    [InlineData("""{"maxLineByte": 5}""", "maxLineByte in actordetector.json is not an option. Did you mean max-line-bytes?")]
    [InlineData("""{"something-else": 5}""", "something-else in actordetector.json is not an option.")]
    [InlineData("""{"window": 0}""", "--window 0 (from actordetector.json) is out of range: 1 to 256")]
    [InlineData("""{"window": true}""", "--window True (from actordetector.json) is not a whole number")]
    [InlineData("""{"window": [1, 2]}""", "--window (from actordetector.json) takes one value, not a list of 2")]
    [InlineData("""{"window": {"size": 1}}""", "window in actordetector.json must be a value or a list of values")]
    [InlineData("""{"max-line-bytes": 64, "maxLineBytes": 65}""", "actordetector.json gives ")]
    public async Task A_wrong_file_is_refused_with_what_is_wrong(string settings, string message)
    {
        AppRun run = await AppRun.Of(["train", "a.log"], settings: settings);

        run.Code.ShouldBe(2);
        run.Remarks.ShouldStartWith($"error: {message}");
        run.Remarks.TrimEnd().ShouldNotContain('\n');
    }

    [Theory]
    [InlineData("{\n\"window\": 5,,\n}", "line 2")]
    [InlineData("[1, 2]", "is not a JSON object")]
    [InlineData("", "is not a JSON object")]
    public async Task A_file_that_is_no_JSON_object_is_refused(string settings, string message)
    {
        AppRun run = await AppRun.Of(["train", "a.log"], settings: settings);

        run.Code.ShouldBe(2);
        run.Remarks.ShouldContain("actordetector.json is not a JSON object of settings");
        run.Remarks.ShouldContain(message);
    }

    [Fact]
    public void Two_options_of_one_name_are_refused_when_the_command_is_made()
    {
        Command command = new("train");
        _ = new OptionSet<SampleOptions>(command);

        Should.Throw<ArgumentException>(() => new OptionSet<SampleOptions>(command)).Message.ShouldContain("two options --window");
    }

    private static SampleOptions Bind(string[] words, Dictionary<string, string?> environment, Dictionary<string, string?> file)
    {
        Command command = new("train");
        OptionSet<SampleOptions> set = new(command);
        return set.Bind(command.Parse(words), new Settings(Memory(environment), Memory(file)));
    }

    private static IConfigurationRoot Memory(Dictionary<string, string?> values) => new ConfigurationBuilder().AddInMemoryCollection(values).Build();
}
