using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests;

public sealed class SettingsTests : IDisposable
{
    private readonly Workplace _place = new();

    public SettingsTests() => _place.Write("shop.log", Orders.Log(20));

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_setting_of_the_file_takes_effect()
    {
        _place.Write("actordetector.json", """{ "top": 2 }""");

        Shown(_place.Run("parse", "shop.log")).ShouldBe(2);
    }

    [Fact]
    public void A_variable_of_the_environment_takes_effect() =>
        Shown(_place.RunWith("ACTORDETECTOR_TOP", "3", "parse", "shop.log")).ShouldBe(3);

    [Fact]
    public void The_command_line_goes_before_the_environment_and_that_before_the_file()
    {
        _place.Write("actordetector.json", """{ "top": 2 }""");

        Shown(_place.RunWith("ACTORDETECTOR_TOP", "3", "parse", "shop.log")).ShouldBe(3);
        Shown(_place.RunWith("ACTORDETECTOR_TOP", "3", "parse", "shop.log", "--top", "1")).ShouldBe(1);
    }

    [Fact]
    public void A_required_option_may_be_in_the_file()
    {
        _place.Write("actordetector.json", """{ "output": "model", "maxEpochs": 1, "units": 4, "layers": 1, "sessionId": "ord-\\d+" }""");

        _place.Run("train", "shop.log").With(0).Lines[^1].ShouldEndWith("in model");
    }

    [Fact]
    public void A_wrong_value_is_refused_with_where_it_came_from()
    {
        _place.RunWith("ACTORDETECTOR_TOP", "many", "parse", "shop.log").Refused(2, "--top many", "ACTORDETECTOR_TOP", "a whole number");
        _place.Write("actordetector.json", """{ "top": -1 }""");
        _place.Run("parse", "shop.log").Refused(2, "--top -1", "actordetector.json", "0 to 100000");
    }

    [Theory]
    [InlineData("""{ "tpo": 2 }""", "Did you mean top?")]
    [InlineData("{ top", "is not a JSON object")]
    [InlineData("[1]", "is not a JSON object")]
    [InlineData("""{ "top": { "a": 1 } }""", "must be a value")]
    public void A_file_that_is_no_list_of_settings_is_refused(string file, string why)
    {
        _place.Write("actordetector.json", file);

        _place.Run("parse", "shop.log").Refused(2, "actordetector.json", why);
    }

    [Fact]
    public void A_model_reads_logs_as_it_was_trained_unless_told_otherwise()
    {
        _place.Run([.. Orders.Train("shop.log", "model"), "--max-line-bytes", "64"]).With(0).Errors.ShouldContain("too-long");

        _place.Run("detect", "shop.log", "-m", "model").With(0).Errors.ShouldContain("too-long");
        _place.Run("detect", "shop.log", "-m", "model", "--max-line-bytes", "1000").With(0).Errors.ShouldNotContain("too-long");
    }

    private static int Shown(Ended parse) => parse.With(0).Lines.Count(line => line.Contains("ord-", StringComparison.Ordinal));
}
