using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ActorDetector.Actors.Clusters;
using ActorDetector.Tests.Http;

namespace ActorDetector.Tests.Commands;

[Collection(TrainedModelTests.Name)]
public sealed class ClusterCommandTests(TrainedModel model) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_status_shows_nodes_the_coordinator_the_model_and_what_is_wrong()
    {
        var cluster = new TestCluster("a", "b", "c");
        cluster.Report("a", new NodeReport(true, "m1", 12345, 678, ["sink webhook: it is slow"], [new ShardReport(0, "running", 4, "m1", 2, 4321, 7.5, 3, 0)]));
        cluster.Set("b", member => member with { Silence = TimeSpan.FromSeconds(12) });
        cluster.Set("c", member => member with { Report = "{" });
        await using FaceUnderTest face = await FaceUnderTest.Of(model, cluster: cluster);

        ProgramRun run = await Ask(face, "status");

        run.Code.ShouldBe(0, run.Remarks);
        Row(run, "a").ShouldBe("a ingest, detect, coordinate, web alive yes 2 12,345 678 4,321 7.5 1.2.3");
        Row(run, "b").ShouldBe("b ingest, detect, coordinate, web silent 12.0 s 2 10 20 0 0.0 1.2.3");
        run.Results.ShouldContain("Coordinator: a (lease 7)");
        run.Results.ShouldContain($"Model: {model.Bundle.Version}{Environment.NewLine}");
        run.Results.ShouldContain("Shards: 1 of 6 judge lines; not balanced");
        run.Results.ShouldContain("Wrong: a: sink webhook: it is slow");
        run.Results.ShouldContain("Wrong: c: what it tells of itself cannot be understood");
        run.Results.ShouldNotContain("backlog");
    }

    [Fact]
    public async Task Each_shard_is_shown_when_asked_for()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, cluster: new TestCluster("a", "b"));

        ProgramRun run = await Ask(face, "status", "--show-shards");

        run.Results.ShouldContain("backlog");
        Row(run, "5").ShouldBe("5 b b 4 running 2 30 1.5 3 1");
        run.Results.ShouldNotContain("Wrong");
    }

    [Fact]
    public async Task The_raw_answer_is_that_of_the_node()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, cluster: new TestCluster("a", "b"));

        ProgramRun run = await Ask(face, "status", "--json");

        JsonDocument.Parse(run.Results).RootElement.GetProperty("totals").GetProperty("shards").GetInt32().ShouldBe(6);
    }

    [Fact]
    public async Task A_drain_ends_when_the_node_has_no_shards_and_a_rebalance_when_all_have_their_part()
    {
        var cluster = new TestCluster("a", "b");
        await using FaceUnderTest face = await FaceUnderTest.Of(model, cluster: cluster);

        ProgramRun drain = await Ask(face, "drain", "b");
        string[] ownersThen = [.. cluster.View.Shards.Select(place => place.Owner)];
        ProgramRun rebalance = await Ask(face, "rebalance");

        drain.Code.ShouldBe(0, drain.Remarks);
        drain.Remarks.ShouldContain("b has shards left: 1…");
        drain.Results.ShouldBe($"b has no shards: it can be stopped.{Environment.NewLine}");
        ownersThen.ShouldAllBe(owner => owner == "a");
        rebalance.Code.ShouldBe(0, rebalance.Remarks);
        rebalance.Results.ShouldBe($"The shards are balanced.{Environment.NewLine}");
        cluster.View.Shards.Count(place => place.Owner == "b").ShouldBe(3);
    }

    [Fact]
    public async Task Without_waiting_a_drain_is_only_asked_for()
    {
        var cluster = new TestCluster("a", "b");
        await using FaceUnderTest face = await FaceUnderTest.Of(model, cluster: cluster);

        ProgramRun run = await Ask(face, "drain", "b", "--no-wait");

        (run.Code, run.Remarks).ShouldBe((0, ""));
        cluster.View.Members[1].IsDraining.ShouldBeTrue();
        cluster.View.Shards.ShouldContain(place => place.Owner == "b");
    }

    [Fact]
    public async Task A_drain_that_takes_too_long_says_what_is_left()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, cluster: new TestCluster("a", "b"));

        ProgramRun run = await Ask(face, "drain", "b", "--wait", "100ms");

        run.Code.ShouldBe(1);
        run.Remarks.ShouldContain("error: After --wait 00:00:00.1000000 b has shards left: ");
    }

    [Fact]
    public async Task The_last_node_that_can_have_shards_keeps_them()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, cluster: new TestCluster("a"));

        ProgramRun run = await Ask(face, "drain", "a");

        run.Code.ShouldBe(1);
        run.Remarks.ShouldContain("a keeps its 6 shards until another node can have them");
    }

    [Fact]
    public async Task A_cluster_behind_a_token_wants_it()
    {
        _folder.Write("token", FaceUnderTest.Token);
        await using FaceUnderTest face = await FaceUnderTest.Of(model, token: FaceUnderTest.Token, cluster: new TestCluster("a", "b"));

        ProgramRun without = await Ask(face, "status");
        ProgramRun with = await Ask(face, "status", "--http-token-file", _folder.PathOf("token"));

        without.Code.ShouldBe(1);
        without.Remarks.ShouldContain("give --http-token-file FILE, or the token itself in ACTORDETECTOR_HTTP_TOKEN");
        with.Code.ShouldBe(0, with.Remarks);
    }

    [Fact]
    public async Task What_the_node_refuses_is_told()
    {
        await using FaceUnderTest one = await FaceUnderTest.Of(model);
        await using FaceUnderTest face = await FaceUnderTest.Of(model, cluster: new TestCluster("a", "b"));

        ProgramRun alone = await Ask(one, "status");
        ProgramRun unknown = await Ask(face, "drain", "x");

        (alone.Code, unknown.Code).ShouldBe((1, 1));
        alone.Remarks.ShouldContain("This node is the only one");
        unknown.Remarks.ShouldContain("There is no node 'x': there are a, b.");
    }

    [Fact]
    public async Task Where_nobody_answers_it_says_so()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        string address = silent.LocalEndpoint.ToString()!;

        ProgramRun late = await ProgramRun.Of(_folder, "cluster", "status", "--http", address, "--ask-timeout", "200ms");
        silent.Stop();
        ProgramRun gone = await ProgramRun.Of(_folder, "cluster", "status", "--http", address);

        (late.Code, gone.Code).ShouldBe((1, 1));
        late.Remarks.ShouldContain("--ask-timeout 00:00:00.2");
        gone.Remarks.ShouldContain($"http://{address}/api/cluster does not answer");
    }

    [Theory]
    [InlineData("statsu is no action of cluster, which has status, drain, rebalance. Did you mean status?", "statsu")]
    [InlineData("cluster drain needs NODE", "drain")]
    [InlineData("b is one argument too many for cluster rebalance", "rebalance", "b")]
    [InlineData("cluster needs ACTION: status, drain or rebalance")]
    [InlineData("--http off is not an address", "status", "--http", "off")]
    [InlineData("--wait 0s is out of range", "drain", "b", "--wait", "0s")]
    public async Task A_wrong_call_is_refused(string says, params string[] words)
    {
        ProgramRun run = await ProgramRun.Of(_folder, ["cluster", .. words]);

        run.Code.ShouldBe(2);
        run.Remarks.ShouldContain(says);
    }

    private Task<ProgramRun> Ask(FaceUnderTest face, params string[] words) =>
        ProgramRun.Of(_folder, ["cluster", .. words, "--http", face.Face.Addresses[0].Authority]);

    private static string Row(ProgramRun run, string first) =>
        run.Results.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
            .Single(line => line.StartsWith(first + " ", StringComparison.Ordinal));
}
