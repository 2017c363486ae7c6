using ActorDetector.Actors.Stores;
using ActorDetector.Detection;
using static ActorDetector.Storage.Tests.Made.Sample;

namespace ActorDetector.Storage.Tests.Contract;

/// <summary>What every store must forget. It is opened with the options of this class.</summary>
public abstract class RetentionContract : StoreContract
{
    private static readonly DateTimeOffset Now = new(2024, 5, 31, 0, 0, 0, TimeSpan.Zero);

    protected static StoreOptions Options { get; } = new()
    {
        RetainFor = TimeSpan.FromDays(10),
        RetainBytes = 500_000,
        RetainSessions = 100,
        RetainDeadLetters = 20,
        RetainUnseen = 30,
    };

    [StoreFact]
    public async Task What_is_too_old_goes()
    {
        long old = Now.AddDays(-11).UtcTicks;
        long young = Now.AddDays(-9).UtcTicks;
        await CommitAsync(new ShardCommit
        {
            Shard = 0,
            Epoch = await TakeAsync(),
            Position = 1,
            Anomalies = [.. Enumerable.Range(0, 1000).Select(i => Stored($"a{i}", arrived: i < 800 ? old : young))],
            DeadLetters = [Letter("old", old), Letter("young", young)],
        });
        await Node.AddUnseenAsync([new UnseenCount("old", 9, old, old), new UnseenCount("young", 1, old, young)], Wait);

        long deleted = await Node.RetainAsync(Now, Wait);

        deleted.ShouldBe(800);
        (await Node.ReadAnomaliesAsync(0, 1000, Wait)).ShouldAllBe(anomaly => anomaly.Arrived == young);
        (await Node.FindDeadLettersAsync(10, Wait)).Select(letter => letter.Message).ShouldBe(["young"]);
        (await Node.FindUnseenAsync(10, Wait)).Select(unseen => unseen.Text).ShouldBe(["young"]);
        (await Node.RetainAsync(Now, Wait)).ShouldBe(0);
    }

    [StoreFact]
    public async Task Of_too_many_bytes_the_oldest_go()
    {
        long epoch = await TakeAsync();
        for (int round = 0; round < 10; round++)
        {
            await CommitAsync(new ShardCommit
            {
                Shard = 0,
                Epoch = epoch,
                Position = round,
                Anomalies = [.. Enumerable.Range(0, 300).Select(i => Stored($"a{round}/{i}", arrived: Now.UtcTicks))],
            });
            await Node.RetainAsync(Now, Wait);
        }

        IReadOnlyList<StoredAnomaly> kept = await Node.FindAnomaliesAsync(new AnomalyQuery { Limit = 1000 }, Wait);

        kept.Sum(anomaly => AnomalyJson.ToBytes(anomaly.Anomaly).Length).ShouldBeInRange(300_000, 500_000);
        kept[0].Anomaly.Id.ShouldBe("a9/299");
        kept[^1].Number.ShouldBe(kept[0].Number - kept.Count + 1);
        (await Node.LastAnomalyAsync(Wait)).ShouldBe(3000);
        // The bytes of what went were used again: what takes no place for anomalies is a schema and SQLite's log.
        Node.Bytes.ShouldBeLessThan(6_000_000);
    }

    [StoreFact]
    public async Task When_all_anomalies_went_their_numbers_go_on()
    {
        await CommitAsync(new ShardCommit { Shard = 0, Epoch = await TakeAsync(), Position = 1, Anomalies = [Stored("a", arrived: 1), Stored("b", arrived: 1)] });
        await Node.RetainAsync(Now, Wait);
        await RestartAsync();

        (await Node.LastAnomalyAsync(Wait)).ShouldBe(2);
        await CommitAsync(new ShardCommit { Shard = 0, Epoch = await TakeAsync(), Position = 2, Anomalies = [Stored("c")] });
        (await Node.ReadAnomaliesAsync(2, 10, Wait)).Select(anomaly => (anomaly.Number, anomaly.Anomaly.Id)).ShouldBe([(3, "c")]);
    }

    [StoreFact]
    public async Task Of_too_many_closed_sessions_the_oldest_go()
    {
        await CommitAsync(new ShardCommit
        {
            Shard = 0,
            Epoch = await TakeAsync(),
            Position = 1,
            Closed = [.. Enumerable.Range(0, 700).Select(i => Closed($"s{i}"))],
        });

        await Node.RetainAsync(Now, Wait);

        (await Node.FindSessionsAsync(null, 1000, Wait)).Select(session => session.Session).ShouldBe(Enumerable.Range(600, 100).Reverse().Select(i => $"s{i}"));
    }

    [StoreFact]
    public async Task Closed_sessions_go_by_the_time_when_they_were_closed()
    {
        await CommitAsync(new ShardCommit { Shard = 0, Epoch = await TakeAsync(), Position = 1, Closed = [Closed("s")] });

        await Node.RetainAsync(TimeProvider.System.GetUtcNow().AddDays(9), Wait);
        (await Node.FindSessionsAsync(null, 10, Wait)).Count.ShouldBe(1);
        await Node.RetainAsync(TimeProvider.System.GetUtcNow().AddDays(11), Wait);
        (await Node.FindSessionsAsync(null, 10, Wait)).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task A_flood_of_dead_letters_keeps_the_newest_at_once()
    {
        await CommitAsync(new ShardCommit
        {
            Shard = 0,
            Epoch = await TakeAsync(),
            Position = 1,
            DeadLetters = [.. Enumerable.Range(0, 500).Select(i => Letter($"l{i}"))],
        });

        (await Node.FindDeadLettersAsync(100, Wait)).Select(letter => letter.Message).ShouldBe(Enumerable.Range(480, 20).Reverse().Select(i => $"l{i}"));
    }

    [StoreFact]
    public async Task A_flood_of_unseen_templates_does_not_push_out_the_frequent_ones()
    {
        await Node.AddUnseenAsync([new UnseenCount("frequent", 1000, 1, 1)], Wait);
        for (int i = 0; i < 20; i++)
            await Node.AddUnseenAsync([.. Enumerable.Range(0, 20).Select(k => new UnseenCount($"u{i}/{k}", 1, i, i))], Wait);

        IReadOnlyList<UnseenCount> unseen = await Node.FindUnseenAsync(100, Wait);

        unseen.Count.ShouldBe(30);
        unseen[0].Text.ShouldBe("frequent");
    }
}
