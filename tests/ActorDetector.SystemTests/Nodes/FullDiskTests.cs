using System.Diagnostics;
using ActorDetector.SystemTests.Nodes.Made;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Nodes;

[Collection(FleetTests.Name)]
public sealed class FullDiskTests(TrainedFleet fleet) : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [MountFact]
    public async Task A_disk_that_fills_up_lets_sources_wait_and_when_it_is_free_again_nothing_is_lost_or_twice()
    {
        string[] lines = [.. TroubledLines.Of(fleet.LiveLog), .. TroubledLines.Of(fleet.LiveLog), .. TroubledLines.Of(fleet.LiveLog)];
        await using RunningNode clean = await RunningNode.StartAsync(new NodePlan(_place.PathOf("clean"), fleet.Model));
        await clean.FeedAsync(lines, 100);
        await clean.SettledAsync(lines.Length);
        string disk = Directory.CreateDirectory(_place.PathOf("disk")).FullName;
        Run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk);
        try
        {
            string filler = Path.Combine(disk, "filler");
            await using (RunningNode node = await RunningNode.StartAsync(new NodePlan(disk, fleet.Model)))
            {
                await node.FeedAsync(lines[..1000], 100);
                await node.SettledAsync(1000);
                Fill(filler);
                Task feeding = node.FeedAsync(lines[1000..], 100, 1001);
                await node.Until(() => node.Status.Conditions.Any(condition => condition.IsBlocking && condition.Part is "log" or "store"));
                node.Status.IsReady.ShouldBeFalse();
                node.Status.Conditions.ShouldContain(condition => condition.Trouble.Contains("no space left"));

                File.Delete(filler);
                await feeding;
                await node.SettledAsync(lines.Length);
                await node.Until(() => node.Status.IsReady);

                (await node.VerdictsAsync()).ShouldBe(await clean.VerdictsAsync());
                node.Counters().ShouldBe(clean.Counters());
            }
        }
        finally
        {
            Run("umount", disk);
        }
    }

    private static void Fill(string path)
    {
        using FileStream file = File.Create(path);
        byte[] some = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(some);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}");
    }
}
