using ActorDetector.Actors.Stores;
using ActorDetector.Detection;
using static ActorDetector.Storage.Tests.Made.Sample;

namespace ActorDetector.Storage.Tests.Contract;

/// <summary>What every store must do for people, sinks and sources.</summary>
public abstract class NodeStoreContract : StoreContract
{
    private const string Hostile = "x'; DROP TABLE anomalies; -- \0 \" % _ ?1 漢 🙂";

    [StoreFact]
    public async Task An_anomaly_is_given_back_as_it_was()
    {
        StoredAnomaly stored = new(0, 0, 1L << 40, 12, 638_000_000_000_000_001, Anomaly("a1", Hostile, AnomalyKind.EarlyEnd, raw: Hostile));
        await AddAsync(stored, stored with { Anomaly = Anomaly("a2", score: double.PositiveInfinity) with { Time = null, Template = null, Expected = [] } });
        await RestartAsync();

        StoredAnomaly first = (await Node.FindAnomalyAsync("a1", Wait)).ShouldNotBeNull();

        (first.Shard, first.LogPosition, first.LogLine, first.Arrived).ShouldBe((0, stored.LogPosition, 12, stored.Arrived));
        first.Anomaly.Detectors.ShouldBe(stored.Anomaly.Detectors);
        first.Anomaly.Expected.ShouldBe(stored.Anomaly.Expected);
        (first.Anomaly with { Detectors = stored.Anomaly.Detectors, Expected = stored.Anomaly.Expected }).ShouldBe(stored.Anomaly);
        StoredAnomaly second = (await Node.FindAnomalyAsync("a2", Wait)).ShouldNotBeNull();
        second.Anomaly.Score.ShouldBe(double.PositiveInfinity);
        second.Anomaly.Time.ShouldBeNull();
        second.Anomaly.Template.ShouldBeNull();
        (await Node.FindAnomalyAsync("a3", Wait)).ShouldBeNull();
    }

    [StoreFact]
    public async Task An_anomaly_that_comes_again_is_stored_once()
    {
        await AddAsync(Stored("a"), Stored("b"));
        await AddAsync(Stored("b"), Stored("c"), Stored("c"));

        (await Node.ReadAnomaliesAsync(0, 10, Wait)).Select(anomaly => anomaly.Anomaly.Id).ShouldBe(["a", "b", "c"]);
        (await Node.LastAnomalyAsync(Wait)).ShouldBe((await Node.FindAnomalyAsync("c", Wait))!.Number);
    }

    [StoreFact]
    public async Task Sinks_read_on_from_the_number_that_they_sent_last()
    {
        (await Node.LastAnomalyAsync(Wait)).ShouldBe(0);
        (await Node.SentAsync("webhook", Wait)).ShouldBeNull();
        await AddAsync([.. Enumerable.Range(0, 10).Select(i => Stored($"a{i}"))]);

        IReadOnlyList<StoredAnomaly> first = await Node.ReadAnomaliesAsync(0, 4, Wait);
        await Node.SetSentAsync("webhook", first[^1].Number, Wait);
        await RestartAsync();
        long sent = (await Node.SentAsync("webhook", Wait)).ShouldNotBeNull();
        IReadOnlyList<StoredAnomaly> rest = await Node.ReadAnomaliesAsync(sent, 100, Wait);

        first.Concat(rest).Select(anomaly => anomaly.Anomaly.Id).ShouldBe(Enumerable.Range(0, 10).Select(i => $"a{i}"));
        (await Node.LastAnomalyAsync(Wait)).ShouldBe(rest[^1].Number);
        (await Node.SentAsync("file", Wait)).ShouldBeNull();
    }

    [StoreFact]
    public async Task Every_condition_of_a_query_holds_alone_and_with_the_others()
    {
        StoredAnomaly[] all =
        [
            .. Enumerable.Range(0, 60).Select(i => Stored(
                $"a{i:D2}", 0, arrived: 100 + i * 37 % 60, i % 3 == 0 ? Hostile : $"host-{i % 4}", (AnomalyKind)(i % 5), score: i % 7)),
        ];
        await AddAsync(all);
        AnomalyQuery[] queries =
        [
            new(), new() { From = 120 }, new() { Until = 120 }, new() { From = 110, Until = 130 }, new() { Entity = Hostile }, new() { Entity = "host-1" },
            new() { Entity = "' OR 1=1 --" }, new() { Kind = AnomalyKind.EarlyEnd }, new() { LeastScore = 5 }, new() { Limit = 7 },
            new() { Entity = Hostile, Kind = AnomalyKind.UnexpectedKey, LeastScore = 2, From = 105, Until = 155, Limit = 2 },
        ];

        foreach (AnomalyQuery query in queries)
        {
            string[] expected =
            [
                .. all.Where(stored => (query.From is not { } from || stored.Arrived >= from) && (query.Until is not { } until || stored.Arrived < until)
                    && (query.Entity is null || stored.Anomaly.Entity == query.Entity) && (query.Kind is null || stored.Anomaly.Kind == query.Kind)
                    && (query.LeastScore is not { } score || stored.Anomaly.Score >= score)).Select(stored => stored.Anomaly.Id).Reverse(),
            ];
            List<string> found = [];
            AnomalyQuery page = query;
            while (await Node.FindAnomaliesAsync(page, Wait) is { Count: > 0 } anomalies)
            {
                anomalies.Count.ShouldBeLessThanOrEqualTo(query.Limit);
                found.AddRange(anomalies.Select(stored => stored.Anomaly.Id));
                page = query with { Before = anomalies[^1].Number };
            }

            found.ShouldBe(expected);
        }
    }

    [StoreFact]
    public async Task Pages_have_a_limit_whatever_is_asked()
    {
        await AddAsync([.. Enumerable.Range(0, 1100).Select(i => Stored($"a{i}"))]);

        (await Node.FindAnomaliesAsync(new AnomalyQuery { Limit = int.MaxValue }, Wait)).Count.ShouldBe(1000);
        (await Node.ReadAnomaliesAsync(0, int.MaxValue, Wait)).Count.ShouldBe(1000);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await Node.FindAnomaliesAsync(new AnomalyQuery { Limit = 0 }, Wait));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await Node.FindDeadLettersAsync(-1, Wait));
    }

    [StoreFact]
    public async Task Closed_sessions_come_newest_first()
    {
        await CommitAsync(new ShardCommit
        {
            Shard = 0,
            Epoch = await TakeAsync(),
            Position = 1,
            Closed = [Closed("s1"), Closed("s2", Hostile), Closed("s3")],
        });

        (await Node.FindSessionsAsync(null, 2, Wait)).ShouldBe([Closed("s3"), Closed("s2", Hostile)]);
        (await Node.FindSessionsAsync(Hostile, 10, Wait)).ShouldBe([Closed("s2", Hostile)]);
        (await Node.FindSessionsAsync("' OR 1=1 --", 10, Wait)).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task Dead_letters_of_shards_and_of_others_come_newest_first()
    {
        await CommitAsync(new ShardCommit { Shard = 0, Epoch = await TakeAsync(), Position = 1, DeadLetters = [Letter(Hostile)] });
        await Node.AddDeadLetterAsync(Letter(new string('y', 5000)), Wait);

        IReadOnlyList<DeadLetter> letters = await Node.FindDeadLettersAsync(10, Wait);

        letters.Select(letter => letter with { Number = 0 }).ShouldBe([Letter(new string('y', 1024)), Letter(Hostile)]);
        letters[0].Number.ShouldBeGreaterThan(letters[1].Number);
    }

    [StoreFact]
    public async Task The_live_model_is_first()
    {
        (await Node.ReadModelsAsync(Wait)).ShouldBeEmpty();
        await Node.AddModelAsync(new ModelVersion("m1", "/models/1", 5, ["a <*>", Hostile]), Wait);
        await Node.AddModelAsync(new ModelVersion("m2", "/models/2", 6, []), Wait);
        await RestartAsync();

        IReadOnlyList<ModelVersion> models = await Node.ReadModelsAsync(Wait);

        models.Select(model => (model.Version, model.Path, model.Since)).ShouldBe([("m2", "/models/2", 6), ("m1", "/models/1", 5)]);
        models[1].Templates.ShouldBe(["a <*>", Hostile]);
    }

    [StoreFact]
    public async Task A_model_that_is_live_again_is_first_again_and_there_once()
    {
        for (long since = 1; since <= 3; since++)
            await Node.AddModelAsync(new ModelVersion(since == 2 ? "m2" : "m1", "/models", since, []), Wait);

        (await Node.ReadModelsAsync(Wait)).Select(model => (model.Version, model.Since)).ShouldBe([("m1", 3), ("m2", 2)]);
    }

    [StoreFact]
    public async Task A_store_begins_with_one_model()
    {
        await Node.AddFirstModelAsync(new ModelVersion("m1", "/models/1", 5, ["a <*>"]), Wait);
        await Node.AddFirstModelAsync(new ModelVersion("m2", "/models/2", 6, []), Wait);

        ModelVersion model = (await Node.ReadModelsAsync(Wait)).Single();

        (model.Version, model.Path, model.Since, model.Templates.Single()).ShouldBe(("m1", "/models/1", 5, "a <*>"));
    }

    [StoreFact]
    public async Task Unseen_templates_add_up()
    {
        await Node.AddUnseenAsync([new UnseenCount("rare", 1, 5, 5), new UnseenCount(Hostile, 2, 5, 6)], Wait);
        await Node.AddUnseenAsync([new UnseenCount(Hostile, 3, 1, 9)], Wait);

        (await Node.FindUnseenAsync(10, Wait)).ShouldBe([new UnseenCount(Hostile, 5, 1, 9), new UnseenCount("rare", 1, 5, 5)]);
        (await Node.FindUnseenAsync(1, Wait)).Count.ShouldBe(1);
    }

    [StoreFact]
    public async Task Sources_recall_what_they_remembered_and_did_not_forget()
    {
        await Node.RememberAsync("files", [new("a", [1]), new(Hostile, [2]), new("b", [])], Wait);
        await Node.RememberAsync("files", [new("a", null), new(Hostile, [3])], Wait);
        await Node.RememberAsync("other", [new("a", [9])], Wait);
        await RestartAsync();

        IReadOnlyDictionary<string, byte[]> recalled = await Node.RecallAsync("files", Wait);

        recalled.Keys.ShouldBe([Hostile, "b"], ignoreOrder: true);
        recalled[Hostile].ShouldBe([3]);
        recalled["b"].ShouldBeEmpty();
        (await Node.RecallAsync("none", Wait)).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task A_store_that_is_well_has_no_trouble_and_takes_some_bytes()
    {
        await AddAsync(Stored("a"));

        Node.Trouble.ShouldBeNull();
        Node.Bytes.ShouldBeGreaterThan(0);
    }

    private async Task AddAsync(params StoredAnomaly[] anomalies) =>
        await CommitAsync(new ShardCommit { Shard = 0, Epoch = await TakeAsync(), Position = 1, Anomalies = anomalies });
}
