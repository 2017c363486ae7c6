using System.Text;
using System.Text.Json;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection;

namespace ActorDetector.Tests.Http;

/// <summary>What is told over REST.</summary>
[Collection(TrainedModelTests.Name)]
public sealed class ApiTests(TrainedModel model)
{
    [Fact]
    public async Task A_fault_of_the_nodes_own_disk_is_told_not_taken_for_a_client_that_is_gone()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        face.Node.Broken = new IOException("/data/log cannot be read");

        HttpAnswer answer = await face.Get("/api/sessions");

        (answer.Code, answer.RetryAfter).ShouldBe((503, "5"));
        answer.Text.ShouldContain("/data/log cannot be read");
    }

    [Fact]
    public async Task Anomalies_come_newest_first_in_pages_as_files_have_them()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        face.Node.Kept.Anomalies.AddRange(Enumerable.Range(1, 5).Select(i => TestNode.Anomaly(i)));

        JsonElement first = (await face.Get("/api/anomalies?limit=3")).Json;
        JsonElement last = (await face.Get($"/api/anomalies?limit=3&before={first.GetProperty("next").GetString()}")).Json;

        first.GetProperty("anomalies").EnumerateArray().Select(anomaly => anomaly.GetProperty("id").GetString()).ShouldBe(["a5", "a4", "a3"]);
        last.GetProperty("anomalies").EnumerateArray().Select(anomaly => anomaly.GetProperty("id").GetString()).ShouldBe(["a2", "a1"]);
        last.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        first.GetProperty("anomalies")[0].GetRawText().ShouldBe(Encoding.UTF8.GetString(AnomalyJson.ToBytes(face.Node.Kept.Anomalies[4].Anomaly)));
    }

    [Fact]
    public async Task Every_condition_on_anomalies_reaches_the_store()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);

        (await face.Get("/api/anomalies?from=2026-01-05T08:00&until=2026-01-06T00:00:00%2B02:00&entity=blk_1&kind=early-end&min-score=2.5&before=9&limit=7")).Code.ShouldBe(200);

        face.Node.Kept.Asked.ShouldBe(new AnomalyQuery
        {
            From = new DateTime(2026, 1, 5, 8, 0, 0).Ticks,
            Until = new DateTime(2026, 1, 5, 22, 0, 0).Ticks,
            Entity = "blk_1",
            Kind = AnomalyKind.EarlyEnd,
            LeastScore = 2.5,
            Before = 9,
            Limit = 7,
        });
    }

    [Theory]
    [InlineData("/api/anomalies?form=2026-01-05", "form is not known: there are from, until")]
    [InlineData("/api/anomalies?form=2026-01-05", "Did you mean from?")]
    [InlineData("/api/anomalies?limit=1001", "limit is '1001': it must be 1 to 1000")]
    [InlineData("/api/anomalies?limit=many", "limit is 'many': it must be a whole number")]
    [InlineData("/api/anomalies?limit=1&limit=2", "limit is given 2 times")]
    [InlineData("/api/anomalies?from=yesterday", "from is 'yesterday': it must be a time, as 2026-01-05")]
    [InlineData("/api/anomalies?kind=odd", "it must be one of unexpected-key")]
    [InlineData("/api/anomalies?min-score=NaN", "min-score is 'NaN': it must be a number")]
    [InlineData("/api/anomalies/a1?before=101", "before is '101': it must be 0 to 100")]
    [InlineData("/api/counters?x=1", "x is not known: there are none here")]
    [InlineData("/healthz?x=1", "x is not known")]
    public async Task A_wrong_query_is_refused_by_the_parameters_name(string path, string says)
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);

        HttpAnswer answer = await face.Get(path);

        answer.Code.ShouldBe(400);
        answer.Type.ShouldBe("application/problem+json");
        answer.Detail.ShouldContain(says);
        answer.Json.GetProperty("status").GetInt32().ShouldBe(400);
    }

    [Fact]
    public async Task An_anomaly_comes_with_the_lines_around_it()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        face.Node.Kept.Anomalies.Add(TestNode.Anomaly(7));

        JsonElement found = (await face.Get("/api/anomalies/a7?before=2&after=1")).Json;
        HttpAnswer missing = await face.Get("/api/anomalies/a8");

        found.GetProperty("anomaly").GetProperty("id").GetString().ShouldBe("a7");
        found.GetProperty("arrived").GetDateTimeOffset().ShouldBe(DateTimeOffset.UnixEpoch.AddSeconds(7));
        found.GetProperty("context").EnumerateArray().Select(line => line.GetProperty("offset").GetInt32()).ShouldBe([-2, -1, 0, 1]);
        missing.Code.ShouldBe(404);
        missing.Detail.ShouldContain("no anomaly a8");
    }

    [Fact]
    public async Task Sessions_templates_the_model_and_dead_letters_are_told()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        face.Node.Open = [new OpenSessionView("e1", "e1#1", 2, 5, 0, DateTime.UnixEpoch.Ticks, ["opened <*>"]), new OpenSessionView("e2", "e2#1", 0, 1, 0, 0, [])];
        face.Node.Kept.Sessions.Add(new ClosedSession("e1#0", "e1", 2, 9, "idle", ActorDetector.Logs.Formats.ParsedLine.NoTime));
        face.Node.Kept.Unseen.Add(new UnseenCount("what <*>", 3, DateTime.UnixEpoch.Ticks, DateTime.UnixEpoch.Ticks));
        face.Node.Kept.Letters.Add(new DeadLetter(1, DateTime.UnixEpoch.Ticks, "shard 3", "a line", "it threw"));
        face.Node.Kept.Models.AddRange([new ModelVersion(model.Bundle.Version, "/m/2", DateTime.UnixEpoch.Ticks, []), new ModelVersion("old", "/m/1", 0, [])]);

        JsonElement sessions = (await face.Get("/api/sessions?entity=e1")).Json;
        JsonElement templates = (await face.Get("/api/templates")).Json;
        JsonElement live = (await face.Get("/api/model")).Json;
        JsonElement letters = (await face.Get("/api/dead-letters?limit=5")).Json;

        sessions.GetProperty("open").EnumerateArray().ShouldHaveSingleItem().GetProperty("recent")[0].GetString().ShouldBe("opened <*>");
        sessions.GetProperty("closed").EnumerateArray().ShouldHaveSingleItem().GetProperty("last_time").ValueKind.ShouldBe(JsonValueKind.Null);
        templates.GetProperty("templates").GetArrayLength().ShouldBe(model.Bundle.Templates.Templates.Count);
        templates.GetProperty("templates")[0].GetProperty("log_key").GetInt32().ShouldBe(3);
        templates.GetProperty("unseen")[0].GetProperty("lines").GetInt64().ShouldBe(3);
        live.GetProperty("version").GetString().ShouldBe(model.Bundle.Version);
        live.GetProperty("settings").GetProperty("max_line_bytes").GetInt32().ShouldBe(256);
        live.GetProperty("settings").GetProperty("session_id").GetString().ShouldBe(@"job\d+");
        live.GetProperty("former").EnumerateArray().ShouldHaveSingleItem().GetProperty("path").GetString().ShouldBe("/m/1");
        letters.GetProperty("dead_letters")[0].GetProperty("reason").GetString().ShouldBe("it threw");
    }

    [Theory]
    [InlineData("{\"path\":\"/nowhere\"}", "application/json", 400, "/nowhere")]
    [InlineData("{\"path\":\"\"}", "application/json", 400, "the path is empty")]
    [InlineData("{\"path\":\"/x\",\"force\":true}", "application/json", 400, "JSON")]
    [InlineData("{\"path\":", "application/json", 400, "JSON")]
    [InlineData("{\"path\":\"/x\"}", "text/plain", 415, "application/json")]
    public async Task A_model_that_cannot_be_switched_to_is_refused_with_the_reason(string body, string type, int code, string says)
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);

        HttpAnswer answer = await face.Post("/api/model", Encoding.UTF8.GetBytes(body), type);

        answer.Code.ShouldBe(code);
        answer.Detail.ShouldContain(says, Case.Insensitive);
    }

    [Fact]
    public async Task A_model_of_other_rules_is_in_conflict()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);

        HttpAnswer answer = await face.Post("/api/model", JsonSerializer.SerializeToUtf8Bytes(new { path = model.Path }), "application/json");

        answer.Code.ShouldBe(409);
        answer.Detail.ShouldBe("Its sessions are made by other rules: --session-id.");
    }

    [Fact]
    public async Task Counters_of_all_shards_are_summed_by_source()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        face.Node.Status = face.Node.Status with { Shards = [NodeMetricsTests.Shard(0, 1), NodeMetricsTests.Shard(1, 10)] };

        JsonElement counters = (await face.Get("/api/counters")).Json.GetProperty("sources");

        counters.EnumerateArray().Select(source => source.GetProperty("source").GetString()).ShouldBe(["files", "http"]);
        JsonElement files = counters[0];
        (files.GetProperty("lines").GetInt64(), files.GetProperty("events").GetInt64()).ShouldBe((77, 44));
        files.GetProperty("skipped").GetProperty("too-long").GetInt64().ShouldBe(22);
        files.GetProperty("dropped").GetProperty("poison").GetInt64().ShouldBe(11);
        files.GetProperty("anomalies").GetProperty("early-end").GetInt64().ShouldBe(33);
        counters[1].GetProperty("lines").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task The_document_describes_every_route_its_parameters_and_its_answers()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);

        JsonElement document = (await face.Get("/openapi/v1.json")).Json;

        JsonElement paths = document.GetProperty("paths");
        string[] routes = [.. paths.EnumerateObject().Select(path => path.Name)];
        foreach (string route in (string[])["/v1/lines", "/v1/logs", "/api/anomalies", "/api/anomalies/{id}", "/api/sessions", "/api/templates", "/api/model", "/api/counters", "/api/dead-letters", "/api/cluster", "/api/cluster/drain", "/api/cluster/rebalance", "/healthz", "/readyz", "/metrics"])
            routes.ShouldContain(route);
        foreach (JsonElement operation in paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(verb => verb.Value))
        {
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrWhiteSpace();
            operation.GetProperty("responses").EnumerateObject().ShouldNotBeEmpty();
            if (operation.TryGetProperty("parameters", out JsonElement parameters))
                parameters.EnumerateArray().ShouldAllBe(parameter => parameter.GetProperty("description").GetString()!.Length > 0);
        }

        JsonElement limit = paths.GetProperty("/api/anomalies").GetProperty("get").GetProperty("parameters").EnumerateArray().Single(parameter => parameter.GetProperty("name").GetString() == "limit");
        limit.GetProperty("schema").GetProperty("maximum").GetInt32().ShouldBe(1000);
        document.GetProperty("components").GetProperty("schemas").GetProperty("Anomaly").GetProperty("properties").EnumerateObject().Select(field => field.Name).Order()
            .ShouldBe(JsonDocument.Parse(AnomalyJson.ToBytes(TestNode.Anomaly(1).Anomaly)).RootElement.EnumerateObject().Select(field => field.Name).Order());
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("GET", "/v1/lines", 405)]
    [InlineData("DELETE", "/api/anomalies", 405)]
    [InlineData("PUT", "/api/model", 405)]
    public async Task What_is_not_there_is_told_as_a_problem(string method, string path, int code)
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));

        HttpAnswer answer = await HttpAnswer.Of(await face.Client.SendAsync(request));

        answer.Code.ShouldBe(code);
        answer.Type.ShouldBe("application/problem+json");
    }
}
