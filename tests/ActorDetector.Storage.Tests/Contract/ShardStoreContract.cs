using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Tests.Made;
using static ActorDetector.Storage.Tests.Made.Sample;

namespace ActorDetector.Storage.Tests.Contract;

/// <summary>What every store of shards must do.</summary>
public abstract class ShardStoreContract : StoreContract
{
    [StoreFact]
    public async Task A_new_shard_has_nothing()
    {
        ShardCheckpoint checkpoint = await Shards.TakeAsync(2, Wait);

        checkpoint.Epoch.ShouldBe(1);
        checkpoint.Position.ShouldBe(0);
        checkpoint.Parts.ShouldBeEmpty();
        checkpoint.Producers.ShouldBeEmpty();
        checkpoint.Counters.ShouldBeEmpty();
        checkpoint.PassiveCount.ShouldBe(0);
        (await checkpoint.Deltas.ListAsync()).ShouldBeEmpty();
        Shards.DurablePosition(2).ShouldBe(0);
    }

    [StoreFact]
    public async Task A_restart_gives_exactly_what_was_committed()
    {
        long epoch = await TakeAsync(1);
        await CommitAsync(new ShardCommit
        {
            Shard = 1,
            Epoch = epoch,
            Position = 100,
            Parts = [new CheckpointPart("clock", [1, 2]), new CheckpointPart("unseen", [])],
            Delta = new CheckpointDelta(1, [5, 6, 7]),
            Producers = [new("file:/var/log/a", 10)],
            Counters = [new(new CounterKey("files", "lines", ""), 12), new(new CounterKey("files", "skipped", "too-long"), 1)],
            Passivated = [Passive("a"), Passive("b")],
        });
        await CommitAsync(new ShardCommit
        {
            Shard = 1,
            Epoch = epoch,
            Position = 200,
            Parts = [new CheckpointPart("clock", [3])],
            Delta = new CheckpointDelta(2, [8]),
            Producers = [new("file:/var/log/a", 20), new("http:x", 5)],
            Counters = [new(new CounterKey("files", "lines", ""), 24)],
            Activated = [Utf8("b")],
        });

        await RestartAsync();
        ShardCheckpoint checkpoint = await Shards.TakeAsync(1, Wait);

        checkpoint.Epoch.ShouldBe(epoch + 1);
        checkpoint.Position.ShouldBe(200);
        checkpoint.Parts.Keys.Order().ShouldBe(["clock", "unseen"]);
        checkpoint.Parts["clock"].ShouldBe([3]);
        checkpoint.Parts["unseen"].ShouldBeEmpty();
        checkpoint.Producers.OrderBy(pair => pair.Key).ShouldBe([new("file:/var/log/a", 20), new("http:x", 5)]);
        checkpoint.Counters.OrderBy(pair => pair.Value).ShouldBe(
            [new(new CounterKey("files", "skipped", "too-long"), 1), new(new CounterKey("files", "lines", ""), 24)]);
        checkpoint.PassiveCount.ShouldBe(1);
        List<CheckpointDelta> deltas = await checkpoint.Deltas.ListAsync();
        deltas.Select(delta => delta.Number).ShouldBe([1, 2]);
        deltas[0].Content.ShouldBe([5, 6, 7]);
        deltas[1].Content.ShouldBe([8]);
        Shards.DurablePosition(1).ShouldBe(200);
        (await Shards.TakeAsync(0, Wait)).Position.ShouldBe(0);
    }

    [StoreFact]
    public async Task Deltas_that_are_needed_no_longer_are_gone_and_many_come_in_order()
    {
        long epoch = await TakeAsync();
        for (int i = 1; i <= 50; i++)
            await CommitAsync(new ShardCommit { Shard = 0, Epoch = epoch, Position = i, Delta = new CheckpointDelta(i, [(byte)i]) });
        await CommitAsync(new ShardCommit { Shard = 0, Epoch = epoch, Position = 51, FirstDelta = 11 });

        ShardCheckpoint checkpoint = await Shards.TakeAsync(0, Wait);

        (await checkpoint.Deltas.ListAsync()).Select(delta => (int)delta.Content[0]).ShouldBe(Enumerable.Range(11, 40));
    }

    [StoreFact]
    public async Task An_owner_that_was_followed_is_refused_and_nothing_of_its_commit_is_stored()
    {
        long old = await TakeAsync();
        long young = await TakeAsync();

        await Should.ThrowAsync<StaleEpochException>(CommitAsync(new ShardCommit
        {
            Shard = 0,
            Epoch = old,
            Position = 9,
            Delta = new CheckpointDelta(1, [1]),
            Anomalies = [Stored("stale")],
            Passivated = [Passive("stale")],
        }).AsTask());
        await CommitAsync(new ShardCommit { Shard = 0, Epoch = young, Position = 5 });

        ShardCheckpoint checkpoint = await Shards.TakeAsync(0, Wait);
        checkpoint.Position.ShouldBe(5);
        checkpoint.PassiveCount.ShouldBe(0);
        (await checkpoint.Deltas.ListAsync()).ShouldBeEmpty();
        (await Node.FindAnomalyAsync("stale", Wait)).ShouldBeNull();
    }

    [StoreFact]
    public async Task A_stale_commit_takes_no_other_commit_with_it()
    {
        long stale = await TakeAsync(0);
        await TakeAsync(0);
        long[] epochs = [0, await TakeAsync(1), await TakeAsync(2), await TakeAsync(3)];
        List<Task> commits = [];
        for (int i = 1; i <= 100; i++)
        {
            int position = i;
            commits.Add(Should.ThrowAsync<StaleEpochException>(CommitAsync(new ShardCommit { Shard = 0, Epoch = stale, Position = position }).AsTask()));
            commits.AddRange(Enumerable.Range(1, 3).Select(shard => CommitAsync(new ShardCommit
            {
                Shard = shard,
                Epoch = epochs[shard],
                Position = position,
                Delta = new CheckpointDelta(position, [1]),
                Anomalies = [Stored($"{shard}/{position}", shard)],
            }).AsTask()));
        }

        await Task.WhenAll(commits);

        (await Shards.TakeAsync(0, Wait)).Position.ShouldBe(0);
        for (int shard = 1; shard < ShardCount; shard++)
        {
            ShardCheckpoint checkpoint = await Shards.TakeAsync(shard, Wait);
            checkpoint.Position.ShouldBe(100);
            (await checkpoint.Deltas.ListAsync()).Count.ShouldBe(100);
        }

        (await Node.ReadAnomaliesAsync(0, 1000, Wait)).Count.ShouldBe(300);
    }

    [StoreFact]
    public async Task A_commit_that_cannot_be_stored_leaves_nothing_and_harms_no_other()
    {
        long epoch = await TakeAsync(0);
        long other = await TakeAsync(1);
        await CommitAsync(new ShardCommit { Shard = 0, Epoch = epoch, Position = 1, Delta = new CheckpointDelta(1, [1]) });

        // Deltas come before anomalies and sessions, a null in these makes the middle of the commit throw.
        Task broken = CommitAsync(new ShardCommit
        {
            Shard = 0,
            Epoch = epoch,
            Position = 2,
            Delta = new CheckpointDelta(2, [2]),
            Anomalies = [Stored("whole"), null!],
        }).AsTask();
        await CommitAsync(new ShardCommit { Shard = 1, Epoch = other, Position = 7 });

        await Should.ThrowAsync<Exception>(broken);
        (await Node.FindAnomalyAsync("whole", Wait)).ShouldBeNull();
        ShardCheckpoint checkpoint = await Shards.TakeAsync(0, Wait);
        checkpoint.Position.ShouldBe(1);
        (await checkpoint.Deltas.ListAsync()).Count.ShouldBe(1);
        (await Shards.TakeAsync(1, Wait)).Position.ShouldBe(7);
    }

    [StoreFact]
    public async Task Four_shards_that_commit_at_once_keep_each_their_order()
    {
        await Task.WhenAll(Enumerable.Range(0, ShardCount).Select(shard => Task.Run(async () =>
        {
            long epoch = await TakeAsync(shard);
            for (int i = 1; i <= 200; i++)
            {
                await CommitAsync(new ShardCommit
                {
                    Shard = shard,
                    Epoch = epoch,
                    Position = i,
                    Delta = new CheckpointDelta(i, [1]),
                    FirstDelta = i - 10,
                    Anomalies = [Stored($"{shard}/{i:D3}", shard)],
                    Counters = [new(new CounterKey("files", "lines", ""), i)],
                });
            }
        })));

        IReadOnlyList<StoredAnomaly> all = await Node.ReadAnomaliesAsync(0, 1000, Wait);
        all.Count.ShouldBe(800);
        all.Select(anomaly => anomaly.Number).ShouldBe(all.Select(anomaly => anomaly.Number).Order());
        foreach (IGrouping<int, StoredAnomaly> shard in all.GroupBy(anomaly => anomaly.Shard))
        {
            shard.Select(anomaly => anomaly.Anomaly.Id).ShouldBe(Enumerable.Range(1, 200).Select(i => $"{shard.Key}/{i:D3}"));
            (await Shards.TakeAsync(shard.Key, Wait)).Counters.Values.ShouldBe([200]);
        }
    }

    [StoreFact]
    public async Task What_is_committed_becomes_durable_by_itself()
    {
        long epoch = await TakeAsync();
        await CommitAsync(new ShardCommit { Shard = 0, Epoch = epoch, Position = 42 });

        await Eventually.IsTrue(() => Shards.DurablePosition(0) == 42);
    }

    [StoreTheory]
    [InlineData(-1)]
    [InlineData(ShardCount)]
    public async Task A_shard_that_is_not_there_is_refused(int shard) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await Shards.TakeAsync(shard, Wait));
}
