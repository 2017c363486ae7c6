using System.Diagnostics;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Deploying;

/// <summary>What the image runs, as its container runs it: a user without rights, and nothing but the data folder can be written. No container
/// engine is needed.</summary>
[Collection(FleetTests.Name)]
public sealed class ContainerTests(TrainedFleet fleet) : IDisposable
{
    private const string Confine = """
        set -e
        mount --make-rprivate /
        mount --bind "$DATA" "$DATA"
        awk '{print $5}' /proc/self/mountinfo | while read -r point; do
            case $point in "$DATA" | /proc | /proc/* | /sys | /sys/* | /dev | /dev/pts | /dev/mqueue) ;; *) mount -o remount,bind,ro "$point" ;; esac
        done
        cd /
        exec setpriv --reuid 1654 --regid 1654 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
        """;

    private static readonly string[] Image = File.ReadAllLines(Deployment.PathOf("container/Dockerfile"));

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [MountFact]
    public async Task The_program_of_the_image_runs_where_only_the_data_can_be_written()
    {
        string app = Publish();
        string data = _place.PathOf("data");
        Run("chmod", "o+rx", _place.Folder, Path.GetDirectoryName(fleet.Model)!);
        Directory.CreateDirectory(data);
        Run("chown", "1654:1654", data);

        using (ServedNode node = await ServedNode.StartAsync(Confined(app, data, "serve", "--http", "127.0.0.1:0")))
        {
            await node.PostAsync(await File.ReadAllTextAsync(fleet.LiveLog));
            await node.WaitForEventsAsync("http", 6000);
            using RunningProgram health = new(Confined(app, data, "health", "--http", node.Address.Authority));
            health.End().With(0);
            node.Stop();
        }

        Directory.GetFileSystemEntries(data).ShouldNotBeEmpty();
    }

    [Fact]
    public void The_health_check_of_the_image_is_the_program_itself() =>
        Image.Single(line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal)).ShouldEndWith("""CMD ["/app/actordetector", "health"]""");

    [Fact]
    public void The_image_runs_as_a_user_without_rights() => Image.ShouldContain("USER $APP_UID");

    /// <summary>Builds as the image does, from what the image copies and nothing else.</summary>
    private string Publish()
    {
        string source = _place.PathOf("source");
        Directory.CreateDirectory(source);
        foreach (string[] copied in Image.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal)).Select(line => line.Split(' ')[1..^1]))
            Run("sh", ["-c", """cd "$0" && git ls-files -co --exclude-standard -- "$@" | xargs cp --parents -t "$SOURCE" """, Deployment.Root, .. copied]);
        string[] publish = Image.Single(line => line.StartsWith("RUN dotnet publish ", StringComparison.Ordinal)).Split(' ')[2..];
        publish[Array.IndexOf(publish, "/app")] = _place.PathOf("app");
        Run("sh", ["-c", """cd "$SOURCE" && exec dotnet "$@" """, "sh", .. publish]);
        return Path.Combine(_place.PathOf("app"), "actordetector");
    }

    private void Run(string program, params string[] words)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true, Environment = { ["SOURCE"] = _place.PathOf("source") } })!;
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', words)}: {said}");
    }

    private ProcessStartInfo Confined(string app, string data, params string[] words)
    {
        var start = new ProcessStartInfo("unshare", ["--mount", "sh", "-c", Confine, "sh", app, .. words]);
        string? runtime = start.Environment.TryGetValue("DOTNET_ROOT", out string? root) ? root : null;
        string path = start.Environment["PATH"]!;
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["DATA"] = data;
        if (runtime is not null)
            start.Environment["DOTNET_ROOT"] = runtime;
        foreach ((string name, string value) in Variables())
            start.Environment[name] = value;
        start.Environment["ACTORDETECTOR_DATA"] = data;
        start.Environment["ACTORDETECTOR_MODEL"] = fleet.Model;
        return start;
    }

    /// <summary>The variables that the image sets.</summary>
    private static IEnumerable<(string Name, string Value)> Variables() =>
        string.Join('\n', Image).Replace("\\\n", "", StringComparison.Ordinal).Split('\n').Where(line => line.StartsWith("ENV ", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]).Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1]));
}
