using System.Text.RegularExpressions;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Deploying;

[Collection(FleetTests.Name)]
public sealed partial class ExampleSettingsTests(TrainedFleet fleet) : IDisposable
{
    private static readonly string Example = Deployment.PathOf("actordetector.example.json");

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void The_example_has_every_option_of_serve()
    {
        string[] options = [.. _place.Run("serve", "--help").With(0).Lines.Select(line => OptionName().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];

        options.Length.ShouldBeGreaterThan(50);
        ExampleSettings.Names.Order().ShouldBe(options.Where(option => option != "--help").Order());
    }

    [Fact]
    public void The_example_has_every_default_and_nothing_else() =>
        File.ReadAllLines(Example).ShouldBe(ExampleSettings.Lines(), $"{Example} is not what the options say: put these lines into it");

    [LinuxFact]
    public async Task A_node_starts_with_the_example()
    {
        string[] lines = File.ReadAllLines(Example);
        _place.Write("actordetector.json", string.Join('\n', lines.Select(line => line.Replace("// \"model\": null", $"\"model\": \"{fleet.Model}\"", StringComparison.Ordinal))));
        using ServedNode node = await ServedNode.StartAsync(_place);

        (await node.GetAsync("/readyz")).ShouldContain("\"ready\":true");
        node.Stop();
        Directory.Exists(_place.PathOf("actordetector-data")).ShouldBeTrue();
    }

    [GeneratedRegex(@"^  (?:-\w, )?(?:-\w, )?(--[a-z-]+)")]
    private static partial Regex OptionName();
}
