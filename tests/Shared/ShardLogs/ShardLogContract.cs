using ActorDetector.Actors.ShardLogs;
using static ActorDetector.Tests.ShardLogs.Entries;

namespace ActorDetector.Tests.ShardLogs;

/// <summary>What every shard log must do, of three shards; each log's own class opens it.</summary>
public abstract class ShardLogContract : IAsyncLifetime
{
    protected const int ShardCount = 3;

    private IShardLog? _log;

    protected IShardLog Log => _log!;

    /// <summary>Opens the test's log: empty at first, then as it was left.</summary>
    protected abstract Task<IShardLog> OpenAsync();

    public virtual async Task InitializeAsync() => _log = await OpenAsync();

    public virtual async Task DisposeAsync()
    {
        if (_log is { } log)
            await log.DisposeAsync();
    }

    protected async Task ReopenAsync()
    {
        await Log.DisposeAsync();
        _log = await OpenAsync();
    }

    [ShardLogFact]
    public async Task Entries_come_back_by_shard_in_their_order_now_and_after_a_restart()
    {
        byte[][] payloads = [.. Enumerable.Range(0, 300).Select(i => Payload(i, i * 7 % 3000 + 10))];
        await Log.AppendAsync([.. payloads.Select((payload, i) => new ShardEntry(i % ShardCount, payload))], Soon());
        for (int open = 0; open < 2; open++)
        {
            for (int shard = 0; shard < ShardCount; shard++)
            {
                using IShardLogReader reader = await TakeAsync(Log, shard);
                LogEntry[] entries = await NextAsync(reader, 100);
                Payloads(entries).ShouldBe(payloads.Where((_, i) => i % ShardCount == shard));
                entries.Zip(entries.Skip(1)).ShouldAllBe(pair => pair.First.Position < pair.First.Next && pair.First.Next <= pair.Second.Position);
            }

            await ReopenAsync();
        }
    }

    [ShardLogFact]
    public async Task Entries_may_be_empty_and_large()
    {
        await Append(Log, 1, [], Payload(1, 1_500_000), [], Payload(2));
        using IShardLogReader reader = await TakeAsync(Log, 1);
        Payloads(await NextAsync(reader, 4)).ShouldBe([[], Payload(1, 1_500_000), [], Payload(2)]);
    }

    [ShardLogFact]
    public async Task What_is_appended_after_a_restart_follows_what_was_before()
    {
        for (int run = 0; run < 3; run++)
        {
            await Append(Log, 0, Payload(run));
            using IShardLogReader reader = await TakeAsync(Log, 0);
            Numbers(await NextAsync(reader, run + 1)).ShouldBe(Enumerable.Range(0, run + 1));
            await ReopenAsync();
        }
    }

    [ShardLogFact]
    public async Task Appenders_at_once_keep_each_their_order()
    {
        const int Appenders = 15, Each = 100;
        await Task.WhenAll(Enumerable.Range(0, Appenders).Select(appender => Task.Run(async () =>
        {
            for (int i = 0; i < Each; i++)
                await Append(Log, appender % ShardCount, Payload(appender * Each + i));
        })));
        List<int> numbers = [];
        for (int shard = 0; shard < ShardCount; shard++)
        {
            using IShardLogReader reader = await TakeAsync(Log, shard);
            for (int i = 0; i < Appenders / ShardCount * Each; i++)
            {
                LogEntry entry = await NextAsync(reader);
                Log.Release(shard, entry.Next);
                numbers.AddRange(Numbers([entry]));
            }
        }

        numbers.Order().ShouldBe(Enumerable.Range(0, Appenders * Each));
        numbers.GroupBy(number => number / Each).ShouldAllBe(group => group.SequenceEqual(group.Order()));
    }

    [ShardLogFact]
    public async Task What_was_released_is_not_read_again_after_a_restart()
    {
        for (int i = 0; i < 20; i++)
            await Append(Log, 2, Payload(i));
        long from;
        using (IShardLogReader reader = await TakeAsync(Log, 2))
        {
            from = (await NextAsync(reader, 20))[11].Next;
            Log.Release(2, from);
        }

        await Log.GiveBackAsync(2);
        await ReopenAsync();
        using IShardLogReader again = await TakeAsync(Log, 2, from);
        LogEntry[] rest = await NextAsync(again, 8);
        Numbers(rest).ShouldBe(Enumerable.Range(12, 8));
        rest[0].Position.ShouldBe(from);
    }

    [ShardLogFact]
    public async Task Reading_begins_again_where_it_was_released()
    {
        await Append(Log, 0, [.. Enumerable.Range(0, 20).Select(i => Payload(i))]);
        using IShardLogReader first = await TakeAsync(Log, 0);
        LogEntry[] all = await NextAsync(first, 20);
        for (int i = 0; i < 20; i++)
        {
            using IShardLogReader reader = Log.Read(0, all[i].Position);
            LogEntry[] rest = await NextAsync(reader, 20 - i);
            Numbers(rest).ShouldBe(Enumerable.Range(i, 20 - i));
            rest[0].Position.ShouldBe(all[i].Position);
            Log.Release(0, all[i].Next);
        }
    }

    [ShardLogFact]
    public async Task A_waiting_reader_is_woken_by_an_entry_of_its_shard()
    {
        await Append(Log, 1, Payload(0));
        using IShardLogReader reader = await TakeAsync(Log, 1);
        await NextAsync(reader);
        reader.TryRead(out _).ShouldBeFalse();
        Task waiting = reader.WaitAsync(Soon()).AsTask();
        await Append(Log, 0, Payload(1));
        waiting.IsCompleted.ShouldBeFalse();
        await Append(Log, 1, Payload(2));
        await waiting;
        Numbers([await NextAsync(reader)]).ShouldBe([2]);
    }

    [ShardLogFact]
    public async Task A_waiting_reader_can_be_cancelled_and_reads_on_later()
    {
        await Append(Log, 1, Payload(0));
        using IShardLogReader reader = await TakeAsync(Log, 1);
        await NextAsync(reader);
        using CancellationTokenSource cancelling = new();
        Task waiting = reader.WaitAsync(cancelling.Token).AsTask();
        await cancelling.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        await Append(Log, 1, Payload(1));
        Numbers([await NextAsync(reader)]).ShouldBe([1]);
    }

    [ShardLogFact]
    public async Task A_waiting_reader_is_told_that_the_log_is_closed()
    {
        await Append(Log, 1, Payload(0));
        using IShardLogReader reader = await TakeAsync(Log, 1);
        await NextAsync(reader);
        Task waiting = reader.WaitAsync(Soon()).AsTask();
        await Log.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(waiting);
    }

    [ShardLogFact]
    public async Task A_reader_keeps_up_with_appenders_and_releases()
    {
        const int Entries = 3000;
        Task[] readers = [.. Enumerable.Range(0, ShardCount).Select(shard => Task.Run(async () =>
        {
            using IShardLogReader reader = await TakeAsync(Log, shard);
            for (int i = shard; i < Entries;)
            {
                await reader.WaitAsync(Soon());
                while (reader.TryRead(out LogEntry entry))
                {
                    NumberOf(entry.Payload!.Value.Span).ShouldBe(i);
                    Log.Release(shard, entry.Next);
                    i += ShardCount;
                }
            }
        }))];
        for (int i = 0; i < Entries; i += 6)
            await Log.AppendAsync([.. Enumerable.Range(i, 6).Select(number => new ShardEntry(number % ShardCount, Payload(number, 3000)))], Soon());
        await Task.WhenAll(readers);
        await Eventually.IsTrue(() => Log.Status.WaitingBytes == 0);
    }

    [ShardLogFact]
    public async Task Entries_that_were_read_are_found_by_position_and_around_one()
    {
        await Append(Log, 0, Payload(1000), Payload(1001));
        for (int i = 0; i < 60; i += 3)
            await Append(Log, 1, [.. Enumerable.Range(i, 3).Select(number => Payload(number, number % 2 == 0 ? 100 : 2500))]);
        using IShardLogReader reader = await TakeAsync(Log, 1);
        LogEntry[] all = await NextAsync(reader, 60);
        Log.Release(1, all[30].Position);
        long[] positions = [.. all.Select(entry => entry.Position)];
        foreach (int at in (int[])[0, 1, 2, 30, 58, 59])
        {
            Log.Find(1, positions[at]).ShouldBe(all[at].Payload!.Value.ToArray());
            Log.Around(1, positions[at], after: true, 20).ShouldBe(positions.Skip(at).Take(20));
            Log.Around(1, positions[at] + 1, after: true, 20).ShouldBe(positions.Skip(at + 1).Take(20));
            Log.Around(1, positions[at], after: false, 20).ShouldBe(positions.Take(at).Reverse().Take(20));
        }

        Log.Around(1, 0, after: true, 1000).ShouldBe(positions);
        Log.Around(1, long.MaxValue, after: false, 1000).ShouldBe(positions.Reverse());
        Log.Find(1, long.MaxValue).ShouldBeNull();
        Log.Find(1, -1).ShouldBeNull();
        Log.Find(2, positions[1]).ShouldBeNull();
    }

    [ShardLogFact]
    public async Task An_append_that_was_cancelled_before_leaves_nothing()
    {
        using CancellationTokenSource cancelling = new();
        await cancelling.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(Log.AppendAsync([new(0, Payload(1))], cancelling.Token).AsTask());
        await Append(Log, 0, Payload(2));
        using IShardLogReader reader = await TakeAsync(Log, 0);
        Numbers([await NextAsync(reader)]).ShouldBe([2]);
    }

    [ShardLogFact]
    public async Task Entries_of_no_shard_and_a_closed_log_are_refused()
    {
        (await Should.ThrowAsync<ArgumentException>(Append(Log, ShardCount, Payload(1)).AsTask())).Message.ShouldContain($"Shard {ShardCount}");
        await Log.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(Append(Log, 1, Payload(1)).AsTask());
    }
}
