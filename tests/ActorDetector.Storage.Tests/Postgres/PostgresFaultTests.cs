using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Tests.Made;
using static ActorDetector.Storage.Tests.Made.Sample;

namespace ActorDetector.Storage.Tests.Postgres;

/// <summary>Nothing lost, nothing twice, whatever happens to the server and to the way there; and no number of a sink passed over.</summary>
[Collection(PostgresTests.Name)]
public sealed class PostgresFaultTests(SharedServer shared)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly Lazy<string> _database = new(shared.Server.MakeDatabase);

    private string Database => _database.Value;

    [PostgresFact]
    public async Task A_server_that_is_killed_between_and_under_commits_loses_none_and_repeats_none()
    {
        const int Commits = 150;
        await using PostgresStore store = await OpenPostgres.StoreAsync(Database);
        long done = 0;
        Task committing = Task.WhenAll(Enumerable.Range(0, 4).Select(shard => Task.Run(async () =>
        {
            long epoch = (await store.TakeAsync(shard, Wait)).Epoch;
            for (long i = 1; i <= Commits; i++)
            {
                await store.CommitAsync(Commit(shard, epoch, i), Wait);
                store.DurablePosition(shard).ShouldBe(i);
                Interlocked.Increment(ref done);
            }
        })));

        for (int kill = 1; kill <= 3; kill++)
        {
            long moment = kill * Commits;
            await Eventually.IsTrue(() => Interlocked.Read(ref done) >= moment);
            shared.Server.Kill();
            await Eventually.IsTrue(() => store.Trouble is not null);
            await Should.ThrowAsync<StoreException>(async () => await store.LastAnomalyAsync(Wait));
            await shared.Server.StartAgainAsync();
        }

        await committing;
        store.Trouble.ShouldBeNull();
        IReadOnlyList<StoredAnomaly> all = await store.ReadAnomaliesAsync(0, 1000, Wait);
        all.Select(anomaly => anomaly.Number).ShouldBe(Enumerable.Range(1, 4 * Commits).Select(number => (long)number));
        for (int shard = 0; shard < 4; shard++)
        {
            all.Where(anomaly => anomaly.Shard == shard).Select(anomaly => anomaly.Anomaly.Id).ShouldBe(Enumerable.Range(1, Commits).Select(i => $"{shard}/{i}"));
            ShardCheckpoint checkpoint = await store.TakeAsync(shard, Wait);
            checkpoint.Position.ShouldBe(Commits);
            (await checkpoint.Deltas.ListAsync()).Count.ShouldBe(Commits);
        }

        (await store.FindSessionsAsync(null, 1000, Wait)).Count.ShouldBe(4 * Commits);
    }

    [PostgresFact]
    public async Task What_was_done_is_not_done_again_when_only_the_answer_was_lost()
    {
        await using LossyRoute route = new(Database);
        await using PostgresStore store = await OpenPostgres.StoreAsync(route.ConnectionString);
        long epoch = (await store.TakeAsync(0, Wait)).Epoch;
        await store.CommitAsync(Commit(0, epoch, 1), Wait);

        route.LoseNextAnswer("sessions");
        await store.CommitAsync(Commit(0, epoch, 2), Wait);
        route.LoseNextAnswer("unseen");
        await store.AddUnseenAsync([new UnseenCount("u", 1, 1, 1)], Wait);
        route.LoseNextAnswer("dead_letters");
        await store.AddDeadLetterAsync(Letter("l"), Wait);
        await store.CommitAsync(Commit(0, epoch, 3), Wait);

        route.Lost.ShouldBe(3);
        store.Trouble.ShouldBeNull();
        (await store.FindSessionsAsync(null, 10, Wait)).Select(session => session.Session).ShouldBe(["3", "2", "1"]);
        (await store.FindUnseenAsync(10, Wait)).Single().Lines.ShouldBe(1);
        (await store.FindDeadLettersAsync(10, Wait)).Count.ShouldBe(1);
        (await store.LastAnomalyAsync(Wait)).ShouldBe(3);
    }

    [PostgresFact]
    public async Task Of_two_stores_that_take_the_same_shard_the_first_is_refused()
    {
        await using PostgresStore first = await OpenPostgres.StoreAsync(Database);
        await using PostgresStore second = await OpenPostgres.StoreAsync(Database);
        long old = (await first.TakeAsync(0, Wait)).Epoch;
        await first.CommitAsync(Commit(0, old, 1), Wait);

        ShardCheckpoint taken = await second.TakeAsync(0, Wait);

        taken.Position.ShouldBe(1);
        await Should.ThrowAsync<StaleEpochException>(first.CommitAsync(Commit(0, old, 2), Wait).AsTask());
        await second.CommitAsync(Commit(0, taken.Epoch, 2), Wait);
        (await second.ReadAnomaliesAsync(0, 10, Wait)).Count.ShouldBe(2);
        first.Trouble.ShouldBeNull();
    }

    [PostgresFact]
    public async Task A_sink_that_reads_by_number_passes_over_none_of_200_commits_at_once()
    {
        await using PostgresStore one = await OpenPostgres.StoreAsync(Database, shards: 200);
        await using PostgresStore other = await OpenPostgres.StoreAsync(Database, shards: 200);
        Task committing = Task.WhenAll(Enumerable.Range(0, 200).Select(shard => Task.Run(async () =>
        {
            PostgresStore store = shard % 2 == 0 ? one : other;
            await store.CommitAsync(Commit(shard, (await store.TakeAsync(shard, Wait)).Epoch, 1), Wait);
        })));

        List<string> told = [];
        long last = 0;
        while (told.Count < 200)
        {
            bool isOver = committing.IsCompleted;
            IReadOnlyList<StoredAnomaly> next = await other.ReadAnomaliesAsync(last, 1000, Wait);
            told.AddRange(next.Select(anomaly => anomaly.Anomaly.Id));
            last = next.Count > 0 ? next[^1].Number : last;
            if (isOver)
                break;
        }

        await committing;
        told.Order().ShouldBe(Enumerable.Range(0, 200).Select(shard => $"{shard}/1").Order());
        last.ShouldBe(200);
    }

    [PostgresFact]
    public async Task A_stop_does_not_wait_for_a_server_that_is_away()
    {
        await using LossyRoute route = new(Database);
        PostgresStore store = await OpenPostgres.StoreAsync(route.ConnectionString);
        long epoch = (await store.TakeAsync(0, Wait)).Epoch;
        route.Cut();

        Task waiting = store.CommitAsync(Commit(0, epoch, 1), Wait).AsTask();
        await Eventually.IsTrue(() => store.Trouble is not null);
        await store.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }

    [PostgresFact]
    public async Task What_is_wrong_with_a_statement_is_told_at_once_and_what_may_pass_is_waited_for()
    {
        // A value that is refused, a transaction that was ended before, a table that is gone, a fault of the server's program.
        string[] wrong = ["08P01", "22P02", "25P02", "42P01", "XX000"];
        // A connection that broke, a server that became a replica, two that got in each other's way, no memory, a lock, a stop, a disk.
        string[] passing = ["08006", "25006", "40001", "53200", "55P03", "57014", "58030"];
        await using PostgresStore store = await OpenPostgres.StoreAsync(Database);
        foreach (string code in wrong)
        {
            Refuse(code);
            (await Should.ThrowAsync<StoreException>(store.SetSentAsync("a", 1, Wait).AsTask().WaitAsync(s_patience), code)).Message.ShouldContain(code);
        }

        foreach (string code in passing)
        {
            Refuse(code);
            Task waiting = store.SetSentAsync("a", 1, Wait).AsTask();
            await Eventually.IsTrue(() => store.Trouble?.Contains(code, StringComparison.Ordinal) == true, () => $"{code} is not waited for");
            shared.Server.Sql(Database, "DROP TRIGGER refuse ON sinks");
            await waiting;
        }
    }

    private void Refuse(string code) => shared.Server.Sql(
        Database,
        $"""
        CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no'' USING ERRCODE = ''{code}''; END';
        CREATE OR REPLACE TRIGGER refuse BEFORE INSERT ON sinks EXECUTE FUNCTION refuse();
        """);

    private static ShardCommit Commit(int shard, long epoch, long position) => new()
    {
        Shard = shard,
        Epoch = epoch,
        Position = position,
        Delta = new CheckpointDelta(position, [1]),
        Anomalies = [Stored($"{shard}/{position}", shard)],
        Closed = [Closed($"{position}")],
    };
}
