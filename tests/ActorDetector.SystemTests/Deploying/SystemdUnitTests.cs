using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ActorDetector.Actors.Nodes;
using ActorDetector.SystemTests.Processes;
using Xunit.Abstractions;

namespace ActorDetector.SystemTests.Deploying;

public sealed partial class SystemdUnitTests(ITestOutputHelper output) : IDisposable
{
    private const string Analyze = "/usr/bin/systemd-analyze";

    private static readonly string Unit = Deployment.PathOf("systemd/actordetector.service");

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [ProgramFact(Analyze)]
    public void The_unit_is_clean()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "actordetector");
        _place.Write("actordetector.service", File.ReadAllText(Unit).Replace("/opt/actordetector/actordetector ", program + " ", StringComparison.Ordinal));

        (int code, string said) = Run("verify", _place.PathOf("actordetector.service"));

        said.ShouldBeEmpty();
        code.ShouldBe(0);
    }

    [ProgramFact(Analyze)]
    public void The_unit_is_hardly_exposed()
    {
        (int code, string said) = Run("security", "--offline=true", Unit);

        string exposure = said.Split('\n').First(line => line.Contains("Overall exposure", StringComparison.Ordinal));
        output.WriteLine(exposure);
        code.ShouldBe(0);
        double.Parse(Level().Match(exposure).Groups[1].Value, CultureInfo.InvariantCulture).ShouldBeLessThan(2);
    }

    [Fact]
    public void A_stop_may_take_longer_than_the_drain()
    {
        string seconds = File.ReadAllLines(Unit).Single(line => line.StartsWith("TimeoutStopSec=", StringComparison.Ordinal))["TimeoutStopSec=".Length..];

        TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)).ShouldBeGreaterThan(new NodeOptions().DrainTimeout);
    }

    private static (int Code, string Said) Run(params string[] words)
    {
        using Process analyze = Process.Start(new ProcessStartInfo(Analyze, words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SYSTEMD_COLORS"] = "0", ["LC_ALL"] = "C.UTF-8" },
        })!;
        Task<string> errors = analyze.StandardError.ReadToEndAsync();
        string said = analyze.StandardOutput.ReadToEnd();
        analyze.WaitForExit();
        return (analyze.ExitCode, said + errors.Result);
    }

    [GeneratedRegex(@": (\d+\.\d+) ")]
    private static partial Regex Level();
}
