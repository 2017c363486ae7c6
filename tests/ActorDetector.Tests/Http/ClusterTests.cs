using System.Text;
using System.Text.Json;
using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Stores;

namespace ActorDetector.Tests.Http;

/// <summary>What is told of a cluster over REST, and which node answers what.</summary>
[Collection(TrainedModelTests.Name)]
public sealed class ClusterTests(TrainedModel model)
{
    [Fact]
    public async Task A_cluster_is_told_with_its_nodes_shards_and_totals()
    {
        var cluster = new TestCluster("a", "b");
        cluster.Report("b", new NodeReport(false, "m1", 5, 6, ["store: it is away"], [new ShardReport(1, "halted", 4, "m1", null, 0, 9.5, 0, 0)]));
        cluster.View = cluster.View with { WantedModel = "m2" };
        await using FaceUnderTest face = await FaceUnderTest.Of(model, cluster: cluster);

        JsonElement told = (await face.Get("/api/cluster")).Json;

        (told.GetProperty("node").GetString(), told.GetProperty("coordinator").GetString(), told.GetProperty("lease").GetInt64()).ShouldBe(("a", "a", 7));
        told.GetProperty("trouble").ValueKind.ShouldBe(JsonValueKind.Null);
        told.GetProperty("model").GetRawText().ShouldBe($$"""{"live":"{{model.Bundle.Version}}","wanted":"m2"}""");
        told.GetProperty("members")[1].GetRawText().ShouldBe(
            """{"node":"b","roles":["ingest","detect","coordinate","web"],"version":"1.2.3","alive":true,"silence_seconds":0,"broker_connected":true,"draining":false,"able":true,"ready":false,"model":"m1","accepted_per_second":5,"judged_per_second":6,"conditions":["store: it is away"],"shards":[1,3,5]}""");
        told.GetProperty("shards")[0].GetRawText().ShouldBe(
            """{"shard":0,"owner":"a","epoch":4,"assigned":"a","state":"running","backlog":2,"lag_lines":30,"lag_seconds":1.5,"lines_per_second":3,"refused_commits":1}""");
        told.GetProperty("shards")[3].GetProperty("state").ValueKind.ShouldBe(JsonValueKind.Null); // b does not say
        told.GetProperty("totals").GetRawText().ShouldBe(
            """{"members":2,"alive":2,"shards":6,"running":3,"balanced":true,"accepted_per_second":15,"judged_per_second":26,"lag_lines":90,"lag_seconds":9.5,"refused_commits":3}""");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"shards\":7}")]
    [InlineData("{\"judgedPerSecond\":1e999}")]
    [InlineData("{\"acceptedPerSecond\":-1}")]
    [InlineData("{\"shards\":[{\"shard\":0,\"refused\":9223372036854775807},{\"shard\":2,\"refused\":9223372036854775807}]}")]
    public async Task A_report_that_is_not_understood_leaves_its_node_told_without_it(string report)
    {
        var cluster = new TestCluster("a", "b");
        cluster.Set("a", member => member with { Report = report });
        await using FaceUnderTest face = await FaceUnderTest.Of(model, cluster: cluster);

        JsonElement told = (await face.Get("/api/cluster")).Json;

        told.GetProperty("members")[0].GetProperty("ready").ValueKind.ShouldBe(JsonValueKind.Null);
        told.GetProperty("members")[0].GetProperty("shards").GetArrayLength().ShouldBe(3);
        told.GetProperty("totals").GetProperty("judged_per_second").GetDouble().ShouldBe(20);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"isReady\":false,\"conditions\":[null],\"shards\":[null,{\"shard\":0},{\"shard\":0}],\"colour\":\"red\"}")]
    public async Task A_report_that_leaves_something_out_or_has_more_is_told_as_far_as_it_goes(string report)
    {
        var cluster = new TestCluster("a", "b");
        cluster.Set("a", member => member with { Report = report });
        await using FaceUnderTest face = await FaceUnderTest.Of(model, cluster: cluster);

        JsonElement told = (await face.Get("/api/cluster")).Json.GetProperty("members")[0];

        told.GetProperty("ready").GetBoolean().ShouldBeFalse();
        told.GetProperty("conditions").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_a_dead_node_said_last_of_its_shards_is_not_told()
    {
        var cluster = new TestCluster("a", "b");
        cluster.Set("b", member => member with { Silence = TimeSpan.FromSeconds(61) });
        await using FaceUnderTest face = await FaceUnderTest.Of(model, cluster: cluster);

        JsonElement told = (await face.Get("/api/cluster")).Json;

        told.GetProperty("members")[1].GetProperty("silence_seconds").GetDouble().ShouldBe(61);
        told.GetProperty("shards")[1].GetProperty("owner").GetString().ShouldBe("b");
        told.GetProperty("shards")[1].GetProperty("state").ValueKind.ShouldBe(JsonValueKind.Null);
        told.GetProperty("totals").GetProperty("alive").GetInt32().ShouldBe(1);
        told.GetProperty("totals").GetProperty("balanced").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task While_the_store_is_away_the_cluster_is_told_as_it_was_known_last()
    {
        var cluster = new TestCluster("a", "b");
        await using FaceUnderTest face = await FaceUnderTest.Of(model, cluster: cluster);
        cluster.Broken = new StoreException("the database is away");

        JsonElement told = (await face.Get("/api/cluster")).Json;
        HttpAnswer drain = await Drain(face, "b");

        told.GetProperty("trouble").GetString().ShouldBe("the database is away");
        told.GetProperty("members").GetArrayLength().ShouldBe(2);
        (drain.Code, drain.Detail).ShouldBe((503, "the database is away"));
    }

    [Fact]
    public async Task A_node_is_drained_and_has_its_part_again_after_a_rebalance()
    {
        var cluster = new TestCluster("a", "b");
        await using FaceUnderTest face = await FaceUnderTest.Of(model, cluster: cluster);

        JsonElement drained = (await Drain(face, "b")).Json.GetProperty("members")[1];
        JsonElement back = (await face.Post("/api/cluster/rebalance", [], null)).Json.GetProperty("members")[1];

        (drained.GetProperty("draining").GetBoolean(), drained.GetProperty("able").GetBoolean()).ShouldBe((true, false));
        (back.GetProperty("draining").GetBoolean(), back.GetProperty("able").GetBoolean()).ShouldBe((false, true));
    }

    [Theory]
    [InlineData("x", 404, "There is no node 'x': there are a, b.")]
    [InlineData("", 400, "The node is empty: give the name of one.")]
    public async Task A_node_that_is_not_there_is_not_drained(string node, int code, string says)
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, cluster: new TestCluster("a", "b"));

        HttpAnswer answer = await Drain(face, node);

        (answer.Code, answer.Detail).ShouldBe((code, says));
    }

    [Fact]
    public async Task The_only_node_is_no_cluster()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);

        HttpAnswer[] answers = [await face.Get("/api/cluster"), await Drain(face, "a"), await face.Post("/api/cluster/rebalance", [], null)];

        answers.ShouldAllBe(answer => answer.Code == 404 && answer.Detail == "This node is the only one: it is no cluster's.");
        (await face.Get("/readyz")).Text.ShouldBe("""{"ready":true,"draining":false,"conditions":[]}""");
    }

    [Fact]
    public async Task Readiness_names_the_node_its_roles_and_whether_it_coordinates_to_who_may_know()
    {
        var cluster = new TestCluster("a", "b");
        await using FaceUnderTest face = await FaceUnderTest.Of(model, token: FaceUnderTest.Token, cluster: cluster);

        string unknown = (await face.Get("/readyz")).Text;
        face.Client.DefaultRequestHeaders.Add("Authorization", "Bearer " + FaceUnderTest.Token);
        string known = (await face.Get("/readyz")).Text;

        unknown.ShouldBe("""{"ready":true,"draining":false,"conditions":null}""");
        known.ShouldBe("""{"ready":true,"draining":false,"conditions":[],"node":"a","roles":["ingest","detect","coordinate","web"],"coordinates":true}""");
    }

    [Fact]
    public async Task A_node_without_web_answers_people_nothing_but_health_and_metrics()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, cluster: With(NodeRoles.Ingest | NodeRoles.Detect));

        HttpAnswer refused = await face.Get("/api/anomalies");

        (refused.Code, refused.Detail).ShouldBe((404, "This node does not answer people: it was started with --roles ingest,detect, without web. Ask a node that has it."));
        (await face.Get("/API/cluster")).Code.ShouldBe(404);
        (await face.PostLines("a\n")).Code.ShouldBe(200);
        (await face.Get("/healthz")).Code.ShouldBe(200);
        (await face.Get("/readyz")).Code.ShouldBe(200);
        (await face.Get("/metrics")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task A_node_without_ingest_sends_lines_elsewhere()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, cluster: With(NodeRoles.Web));

        HttpAnswer lines = await face.PostLines("a\n");
        HttpAnswer otlp = await face.Post("/v1/logs", "{}"u8.ToArray(), "application/json");

        (lines.Code, lines.Detail).ShouldBe((503, "This node takes no lines: it was started with --roles web, without ingest. Send them to a node that has it."));
        (otlp.Code, otlp.RetryAfter).ShouldBe((503, "5"));
        face.Node.Taken.ShouldBeEmpty();
        (await face.Get("/api/anomalies")).Code.ShouldBe(200);
        (await face.Get("/metrics")).Code.ShouldBe(200);
    }

    private static TestCluster With(NodeRoles roles)
    {
        var cluster = new TestCluster("a", "b");
        cluster.Set("a", member => member with { Roles = roles });
        return cluster;
    }

    private static Task<HttpAnswer> Drain(FaceUnderTest face, string node) =>
        face.Post("/api/cluster/drain", Encoding.UTF8.GetBytes($$"""{"node":"{{node}}"}"""), "application/json");
}
