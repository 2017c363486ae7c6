using System.Net;
using System.Text.Json.Nodes;
using ActorDetector.Actors.Coordination;
using ActorDetector.Detection.Bundles;
using ActorDetector.Storage;
using ActorDetector.SystemTests.Processes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorDetector.SystemTests.Serving;

/// <summary>Another model takes over while lines come.</summary>
[Collection(ServingTests.Name)]
public sealed class ModelSwitchTests : IDisposable
{
    private const int Lines = 40;
    private const int SequenceBits = 20;

    private readonly Workplace _place = new();
    private readonly ServedFleet _fleet;
    private readonly string _old;
    private readonly string _new;

    public ModelSwitchTests(ServedFleet fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        _fleet = fleet;
        (_old, _new) = (BundleFolder.Read(fleet.Model).Version, BundleFolder.Read(fleet.OtherModel).Version);
    }

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Lines_that_were_answered_before_are_judged_by_the_old_model_and_those_sent_after_by_the_new_one()
    {
        using ServedNode node = await ServeAsync("data", _fleet.Model);
        long started = -1, answered = -1;
        string[][] batches = [.. _fleet.LiveLines.Take(6000).Chunk(Lines)];
        Task sending = Task.Run(async () =>
        {
            for (int i = 0; i < batches.Length; i++)
            {
                Volatile.Write(ref started, i);
                await node.PostAsync(Text(batches[i]), "shipper", i);
                Volatile.Write(ref answered, i);
            }
        });
        await Eventually.IsTrue(() => Volatile.Read(ref answered) > batches.Length / 2);
        long before = Volatile.Read(ref answered);
        (await node.SwitchModelAsync(_fleet.OtherModel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        long after = Volatile.Read(ref started) + 1;
        await sending;
        await node.SettleAsync();

        (await node.LinesAsync("http")).ShouldBe(6000);
        // Sessions that end are judged when they end, not when their last line came.
        JsonObject[] found = [.. (await node.AnomaliesAsync()).Where(anomaly => (string?)anomaly["kind"] == "unseen-template")];
        long SequenceOf(JsonObject anomaly) => (long)anomaly["line"]! >> SequenceBits;
        found.Where(anomaly => SequenceOf(anomaly) <= before).Select(anomaly => (string?)anomaly["model"]).Distinct().ShouldBe([_old]);
        found.Where(anomaly => SequenceOf(anomaly) >= after).Select(anomaly => (string?)anomaly["model"]).Distinct().ShouldBe([_new]);
    }

    [Fact]
    public async Task A_node_that_is_killed_right_after_it_judges_every_line_by_the_model_of_its_time()
    {
        Outcome expected = await SwitchedAsync("peace", node => Task.FromResult(node));

        for (int i = 0; i < Long.Kills; i++)
        {
            Outcome outcome = await SwitchedAsync($"war-{i}", async node =>
            {
                node.Kill();
                return await ServeAsync($"war-{i}", _fleet.OtherModel);
            });
            outcome.ShouldBeThatOf(expected);
        }
    }

    [Fact]
    public async Task A_model_that_the_store_knew_before_a_kill_judges_although_the_log_did_not_know_it()
    {
        using (ServedNode node = await ServeAsync("data", _fleet.Model))
            node.Stop();
        await AddNewModelAsync();

        using ServedNode next = await ServeAsync("data", _fleet.OtherModel);
        await next.PostAsync(Text([.. _fleet.LiveLines.Take(2000)]));
        await next.SettleAsync();

        (await next.AnomaliesAsync()).Select(anomaly => (string?)anomaly["model"]).Distinct().ShouldBe([_new]);
    }

    [Fact]
    public async Task Lines_that_waited_when_it_was_killed_before_its_first_commit_are_judged_by_the_model_of_their_time()
    {
        using (ServedNode node = await ServeAsync("data", _fleet.Model))
        using (SqliteConnection other = new($"Data Source={_place.PathOf("data/store.db")};Pooling=False"))
        {
            // Nothing can be committed.
            other.Open();
            using SqliteTransaction held = other.BeginTransaction();
            await node.PostAsync(Text([.. _fleet.LiveLines.Take(2000)]));
            node.Kill();
        }

        await AddNewModelAsync();
        using ServedNode next = await ServeAsync("data", _fleet.OtherModel);
        await next.SettleAsync();

        (await next.AnomaliesAsync()).Select(anomaly => (string?)anomaly["model"]).Distinct().ShouldBe([_old]);
    }

    [Fact]
    public async Task A_model_with_other_sessions_is_refused_and_the_old_one_goes_on()
    {
        using ServedNode node = await ServeAsync("data", _fleet.Model);
        using HttpResponseMessage refused = await node.SwitchModelAsync(_fleet.ModelOfOtherSessions);
        using HttpResponseMessage missing = await node.SwitchModelAsync(_place.PathOf("nowhere"));

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("sessions");
        missing.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await missing.Content.ReadAsStringAsync()).ShouldContain("is not a model bundle");
        JsonNode.Parse(await node.GetAsync("/api/model"))!["version"]!.GetValue<string>().ShouldBe(_old);
    }

    private Task<ServedNode> ServeAsync(string data, string model) => ServedNode.StartAsync(_place, "-m", model, "--data", data, "--commit-lines", "100");

    // What a switch does before it tells the shards in their logs.
    private async Task AddNewModelAsync()
    {
        await using (SqliteStore store = SqliteStore.Open(_place.PathOf("data/store.db"), 4, new StoreOptions(), TimeProvider.System, NullLogger.Instance))
            await store.AddModelAsync(Coordinator.VersionOf(BundleFolder.Read(_fleet.OtherModel), _fleet.OtherModel, DateTimeOffset.UnixEpoch), CancellationToken.None);
        string kept = _place.PathOf($"data/models/{_new}");
        Directory.CreateDirectory(kept);
        foreach (string file in Directory.GetFiles(_fleet.OtherModel))
            File.Copy(file, Path.Combine(kept, Path.GetFileName(file)));
    }

    // Half of the lines, the switch, what is done then, and the other half: the outcome.
    private async Task<Outcome> SwitchedAsync(string data, Func<ServedNode, Task<ServedNode>> then)
    {
        string[] lines = [.. _fleet.LiveLines.Take(6000)];
        using ServedNode node = await ServeAsync(data, _fleet.Model);
        await node.PostAsync(Text(lines[..3000]), "shipper", 1);
        using HttpResponseMessage switched = await node.SwitchModelAsync(_fleet.OtherModel);
        switched.StatusCode.ShouldBe(HttpStatusCode.OK);
        using ServedNode next = await then(node);
        await next.PostAsync(Text(lines[3000..]), "shipper", 2);
        return await Outcome.OfAsync(next, "http");
    }

    private static string Text(string[] lines) => string.Concat(lines.Select(line => line + '\n'));
}
