using ActorDetector.CommandLine;

namespace ActorDetector.Tests.CommandLine;

public sealed class StartedAsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_build_of_a_checkout_is_started_as_its_project()
    {
        string project = Path.Combine(_folder.Path, "src", "ActorDetector");
        string build = Path.Combine(project, "bin", "Release");
        Directory.CreateDirectory(build);
        File.WriteAllText(Path.Combine(project, "ActorDetector.csproj"), "");

        StartedAs.Of(build, _folder.Path).ShouldBe($"dotnet run -c Release --project {Path.Combine("src", "ActorDetector")} --");
    }

    [Fact]
    public void An_installed_program_is_started_by_its_name() => StartedAs.Of(_folder.Path, _folder.Path).ShouldBe("actordetector");
}
