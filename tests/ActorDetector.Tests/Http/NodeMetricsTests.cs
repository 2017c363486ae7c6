using System.Diagnostics;
using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Stores;
using ActorDetector.Http.Metrics;

namespace ActorDetector.Tests.Http;

/// <summary>Metrics for Prometheus.</summary>
[Collection(TrainedModelTests.Name)]
public sealed class NodeMetricsTests(TrainedModel model)
{
    [Fact]
    public async Task Metrics_are_those_of_the_status_and_of_answered_requests()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        face.Node.Status = face.Node.Status with { Shards = [Shard(0, 1), Shard(1, 10)] };
        await face.Get("/nowhere");

        HttpAnswer answer = await face.Get("/metrics");

        answer.Type.ShouldBe("text/plain");
        string[] lines = answer.Text.Split('\n');
        lines.ShouldContain("actordetector_lines_total{source=\"files\"} 77");
        lines.ShouldContain("actordetector_skipped_total{source=\"files\",reason=\"too-long\"} 22");
        lines.ShouldContain("actordetector_anomalies_total{source=\"files\",kind=\"early-end\"} 33");
        lines.ShouldContain("actordetector_latency_seconds_bucket{le=\"0.1\"} 7");
        lines.ShouldContain("actordetector_latency_seconds_bucket{le=\"+Inf\"} 8");
        lines.ShouldContain("actordetector_latency_seconds_sum 0.75");
        lines.ShouldContain("actordetector_latency_seconds_count 8");
        lines.ShouldContain("actordetector_mailbox_messages{actor=\"shard 0\"} 2");
        lines.ShouldContain("actordetector_http_requests_total{code=\"404\"} 1");
        lines.ShouldContain("actordetector_sessions{state=\"passive\"} 6");
    }

    [Fact]
    public async Task Metrics_of_a_cluster_are_of_its_members_and_of_the_shards_that_are_here()
    {
        string[] lines = await MetricsOfCluster();

        lines.ShouldContain("actordetector_cluster_coordinator 1");
        lines.ShouldContain("actordetector_cluster_members{state=\"alive\"} 1");
        lines.ShouldContain("actordetector_cluster_members{state=\"draining\"} 1");
        lines.ShouldContain("actordetector_cluster_members{state=\"silent\"} 1");
        lines.ShouldContain("actordetector_refused_commits_total 7");
        lines.ShouldContain("actordetector_shard_lost_entries_total{shard=\"0\"} 2");
        lines.ShouldContain("actordetector_shard_backlog_messages{shard=\"0\"} 5");
        lines.ShouldContain("actordetector_shard_lag_seconds{shard=\"0\"} 1.5");
        lines.Where(line => line.StartsWith("actordetector_shard_owned{", StringComparison.Ordinal)).ShouldBe(["actordetector_shard_owned{shard=\"0\"} 1"]);
        lines.ShouldContain("actordetector_shard_epoch{shard=\"0\"} 4");
        lines.ShouldNotContain(line => line.Contains("{shard=\"1\"}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_node_that_is_the_only_one_has_no_metrics_of_a_cluster()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        face.Node.Status = face.Node.Status with { Shards = [Shard(0, 1)] };

        string text = (await face.Get("/metrics")).Text;

        text.ShouldNotContain("cluster");
        text.ShouldNotContain("shard_owned");
    }

    [Fact]
    public void Names_from_outside_cannot_break_a_line()
    {
        var node = new TestNode(model.Bundle);
        node.Status = node.Status with { Mailboxes = [("a\"b\\c\nd", 1)] };

        NodeMetrics.Write(node.Status, [], default, "1.0.0").Split('\n').ShouldContain("actordetector_mailbox_messages{actor=\"a\\\"b\\\\c\\nd\"} 1");
    }

    [PromtoolFact]
    public async Task Prometheus_own_tool_finds_nothing_wrong()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        face.Node.Status = face.Node.Status with { Shards = [Shard(0, 1)] };
        await face.PostLines("a\n");
        string metrics = (await face.Get("/metrics")).Text;
        string cluster = string.Join('\n', await MetricsOfCluster());

        await AcceptAsync(metrics);
        await AcceptAsync(cluster);
    }

    private static async Task AcceptAsync(string metrics)
    {
        using Process tool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await tool.StandardInput.WriteAsync(metrics);
        tool.StandardInput.Close();
        string said = await tool.StandardError.ReadToEndAsync() + await tool.StandardOutput.ReadToEndAsync();
        await tool.WaitForExitAsync();

        said.ShouldBeEmpty();
        tool.ExitCode.ShouldBe(0);
    }

    private async Task<string[]> MetricsOfCluster()
    {
        var cluster = new TestCluster("a", "b", "c");
        cluster.Set("b", member => member with { IsDraining = true });
        cluster.Set("c", member => member with { Silence = TimeSpan.FromSeconds(9) });
        await using FaceUnderTest face = await FaceUnderTest.Of(model, cluster: cluster);
        face.Node.Status = face.Node.Status with
        {
            Shards = [Shard(0, 1) with { LostEntries = 2, RefusedCommits = 3 }, Shard(1, 1) with { State = ShardState.Elsewhere, LostEntries = 5, RefusedCommits = 4 }],
            Report = new NodeReport(true, "m1", 0, 0, [], [new ShardReport(0, "running", 4, "m1", 5, 50, 1.5, 10, 3), new ShardReport(1, "running", 4, "m1", 9, 9, 9, 9, 4)]),
        };
        return (await face.Get("/metrics")).Text.Split('\n');
    }

    /// <summary>A shard that has had seven lines, so many times.</summary>
    public static ShardStatus Shard(int number, long times) => new(number, ShardState.Running, null, 4, 100, 2, 3, 1, "m1", 0, new Dictionary<CounterKey, long>
    {
        [new("files", "lines", "")] = 7 * times,
        [new("files", "events", "")] = 4 * times,
        [new("files", "skipped", "too-long")] = 2 * times,
        [new("files", "dropped", "poison")] = times,
        [new("files", "repeats", "")] = 5 * times,
        [new("files", "anomalies", "early-end")] = 3 * times,
    });
}
