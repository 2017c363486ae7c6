using ActorDetector.SystemTests.Processes;
using Xunit.Abstractions;

namespace ActorDetector.SystemTests.Clusters;

/// <summary>Shards that have more to do than others, and another model.</summary>
public sealed class ClusterLoadTests(ServedFleet fleet, ClusterEngines engines, ITestOutputHelper output) : ClusterTests(fleet, engines, output)
{
    [ClusterFact]
    public async Task A_shard_that_is_a_hundred_times_slower_keeps_no_other_waiting()
    {
        using Cluster cluster = MakeCluster();
        await cluster.StartAsync("a");
        await cluster.StartAsync("b");
        await cluster.WaitForBalanceAsync("a", "b");
        // Its commits take as long as a hundred of others'.
        cluster.BeforeCommits("IF taken = 4 THEN PERFORM pg_sleep(2); END IF;");
        await SendAsync(cluster);
        long others = 0, before;
        do
        {
            before = others;
            await Task.Delay(200);
            others = JudgedBy(cluster, "shard <> 4");
        }
        while (others != before);
        long slow = JudgedBy(cluster, "shard = 4");
        await CompareAsync(cluster);
        Output.WriteLine($"when the others were done, with {others} lines, the slow shard had judged {slow}");
        others.ShouldBe(JudgedBy(cluster, "shard <> 4"));
        slow.ShouldBeLessThan(JudgedBy(cluster, "shard = 4"));

        static long JudgedBy(Cluster cluster, string which) =>
            long.Parse(cluster.Sql($"SELECT coalesce(sum(value), 0) FROM counters WHERE kind = 'events' AND {which}"), System.Globalization.CultureInfo.InvariantCulture);
    }

    [ClusterFact(isLong: true)]
    public async Task An_entity_with_half_of_all_lines_keeps_no_other_waiting()
    {
        string hot = Batches[0][0];
        Change(lines => [.. lines.SelectMany(line => (string[])[line, hot])]);
        using Cluster cluster = MakeCluster();
        await cluster.StartAsync("a");
        await cluster.StartAsync("b");
        await SendAsync(cluster);
        await CompareAsync(cluster);
    }

    [ClusterFact]
    public async Task Another_model_takes_over_at_one_place_of_every_shard_whatever_is_killed_meanwhile()
    {
        using Cluster cluster = MakeCluster();
        await cluster.StartAsync("a");
        ServedNode asked = await cluster.StartAsync("b");
        await cluster.WaitForBalanceAsync("a", "b");
        await SendAsync(cluster, async () =>
        {
            Task<HttpResponseMessage> switching = asked.SwitchModelAsync(Fleet.OtherModel);
            cluster.Kill("a"); // the coordinator
            using HttpResponseMessage answer = await switching;
            answer.EnsureSuccessStatusCode();
            await cluster.StartAsync("c"); // with the first model, which is not live any more
        });
        await Eventually.Is(cluster.LinesAsync, lines => lines == Lines);
        string live = (string)System.Text.Json.Nodes.JsonNode.Parse(await cluster.Nodes["c"].GetAsync("/api/model"))!["version"]!;
        cluster.Sql("SELECT count(DISTINCT content) FROM parts WHERE name = 'model'").ShouldBe("1");
        cluster.Sql("SELECT convert_from(content, 'UTF8') FROM parts WHERE name = 'model' LIMIT 1").ShouldBe(live);
    }
}
