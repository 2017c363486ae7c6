using System.Diagnostics;
using System.Globalization;
using ActorDetector.SystemTests.Processes;
using Xunit.Abstractions;

namespace ActorDetector.SystemTests.Clusters;

/// <summary>A node that ends and is started again with much to know.</summary>
public sealed class ClusterRestartTests(ServedFleet fleet, ClusterEngines engines, ITestOutputHelper output) : ClusterTests(fleet, engines, output)
{
    private const int Sessions = 100_000;
    private const int LinesAtOnce = 4000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [ClusterFact]
    public async Task A_node_with_a_hundred_thousand_open_sessions_judges_again_within_ten_seconds()
    {
        string line = Fleet.LiveLines.First(line => line.Contains("req-", StringComparison.Ordinal));
        int id = line.IndexOf("req-", StringComparison.Ordinal);
        string before = line[..id], behind = line[line.IndexOfAny([' ', ']'], id)..];
        using Cluster cluster = MakeCluster();
        string[] resident = ["--max-resident", Sessions.ToString(CultureInfo.InvariantCulture)];
        ServedNode node = await cluster.StartAsync("a", resident);
        foreach (int[] some in Enumerable.Range(0, Sessions).Chunk(LinesAtOnce))
            await node.PostAsync(string.Concat(some.Select(Line)));
        await Eventually.Is(cluster.LinesAsync, lines => lines == Sessions);
        cluster.Kill("a");

        var since = Stopwatch.StartNew();
        ServedNode next = await cluster.StartAsync("a", resident);
        await next.PostAsync(Line(0));
        // Who does not know all shards yet does not know all that was counted.
        await Eventually.Is(cluster.LinesAsync, lines => lines == Sessions + 1);
        TimeSpan took = since.Elapsed;

        Output.WriteLine($"all shards judge {took.TotalSeconds:0.0} s after the start");
        (await cluster.MetricAsync("actordetector_sessions")).ShouldBe(Sessions);
        took.ShouldBeLessThan(Limit);

        string Line(int number) => $"{before}req-{number:x16}{behind}\n";
    }
}
