using ActorDetector.Detection.Bundles;
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
        cluster.Sql("""
            CREATE TABLE judged (shard integer, at timestamptz);
            CREATE FUNCTION note_judged() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN INSERT INTO judged VALUES (NEW.shard, clock_timestamp()); RETURN NULL; END $body$;
            CREATE TRIGGER note_judged AFTER INSERT OR UPDATE ON counters FOR EACH ROW WHEN (NEW.kind = 'events') EXECUTE FUNCTION note_judged()
            """);
        await SendAsync(cluster);
        await CompareAsync(cluster);
        string late = cluster.Sql("SELECT count(*) FROM judged WHERE shard = 4 AND at > (SELECT max(at) FROM judged WHERE shard <> 4)");
        Output.WriteLine($"when the others were done, the slow shard had {late} commits before it");
        long.Parse(late, System.Globalization.CultureInfo.InvariantCulture).ShouldBePositive();
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
        string[] models = [.. ((string[])[Fleet.Model, Fleet.OtherModel]).Select(model => BundleFolder.Read(model).Version)];
        List<string[]> before = Batches[..(Batches.Count / 2)];
        using Cluster cluster = MakeCluster();
        await cluster.StartAsync("a");
        ServedNode asked = await cluster.StartAsync("b");
        await cluster.WaitForBalanceAsync("a", "b");
        await cluster.SendAsync(before, Pause, _ => { });
        Task<HttpResponseMessage> switching = asked.SwitchModelAsync(Fleet.OtherModel);
        cluster.Kill("a"); // the coordinator
        using HttpResponseMessage answer = await switching;
        answer.EnsureSuccessStatusCode();
        await cluster.StartAsync("c"); // with the first model, which is not live any more
        // Where lines come all the while, nobody could say which model is to judge them.
        await Eventually.Is(
            () => Task.FromResult(cluster.Sql($"SELECT count(*) FROM parts WHERE name = 'model' AND content = '{models[1]}'")), shards => shards == $"{Cluster.Shards}");
        await cluster.SendAsync(Batches, Pause, _ => { }, before.Count);

        Outcome outcome = await CompareAsync(cluster, async alone =>
        {
            await SendAsync(alone, before);
            (await alone.SwitchModelAsync(Fleet.OtherModel)).EnsureSuccessStatusCode();
            await SendAsync(alone, Batches, before.Count);
        });
        models.ShouldAllBe(model => outcome.Anomalies.Any(anomaly => anomaly.Contains(model)));
    }
}
