using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Tests.Made;
using Microsoft.Extensions.Logging.Abstractions;
using static ActorDetector.Storage.Tests.Made.Sample;

namespace ActorDetector.Storage.Tests.Sqlite;

public sealed class SmallDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        TmpfsFactAttribute.Run("umount", _folder.Path);
        _folder.Dispose();
    }

    [TmpfsFact]
    public async Task A_full_disk_is_told_and_commits_go_on_when_there_is_space()
    {
        TmpfsFactAttribute.Run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", _folder.Path).ShouldBe(0);
        await using SqliteStore store = Open();
        long epoch = (await store.TakeAsync(0, Wait)).Epoch;
        await store.CommitAsync(new ShardCommit { Shard = 0, Epoch = epoch, Position = 1, Delta = new CheckpointDelta(1, [1]) }, Wait);
        string filler = _folder.PathOf("filler");
        Fill(filler);

        Task waiting = store.CommitAsync(
            new ShardCommit { Shard = 0, Epoch = epoch, Position = 2, Delta = new CheckpointDelta(2, new byte[400_000]), Anomalies = [Stored("a")] }, Wait).AsTask();
        await Eventually.IsTrue(() => store.Trouble is not null);

        string trouble = store.Trouble.ShouldNotBeNull();
        trouble.ShouldContain("no space left");
        trouble.ShouldContain(_folder.Path);
        waiting.IsCompleted.ShouldBeFalse();
        (await store.FindAnomalyAsync("a", Wait)).ShouldBeNull();

        using CancellationTokenSource given = new();
        Task givenUp = store.CommitAsync(new ShardCommit { Shard = 0, Epoch = epoch, Position = 3, Anomalies = [Stored("given-up")] }, given.Token).AsTask();
        await given.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(givenUp);

        File.Delete(filler);
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        await Eventually.IsTrue(() => store.Trouble is null);
        (await store.FindAnomalyAsync("a", Wait)).ShouldNotBeNull();
        (await store.FindAnomalyAsync("given-up", Wait)).ShouldBeNull();
        ShardCheckpoint checkpoint = await store.TakeAsync(0, Wait);
        checkpoint.Position.ShouldBe(2);
        (await checkpoint.Deltas.ListAsync()).Select(delta => delta.Content.Length).ShouldBe([1, 400_000]);
    }

    [TmpfsFact]
    public async Task A_disk_that_cannot_be_written_any_more_is_told_and_a_stop_does_not_wait_for_it()
    {
        TmpfsFactAttribute.Run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", _folder.Path).ShouldBe(0);
        await using SqliteStore store = Open();
        long epoch = (await store.TakeAsync(0, Wait)).Epoch;
        Fill(_folder.PathOf("filler"));

        Task waiting = store.CommitAsync(
            new ShardCommit { Shard = 0, Epoch = epoch, Position = 2, Delta = new CheckpointDelta(2, new byte[400_000]) }, Wait).AsTask();
        await Eventually.IsTrue(() => store.Trouble is not null);
        await store.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }

    [TmpfsFact]
    public void A_store_on_a_read_only_disk_is_refused()
    {
        TmpfsFactAttribute.Run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", _folder.Path).ShouldBe(0);
        TmpfsFactAttribute.Run("mount", "-o", "remount,ro", _folder.Path).ShouldBe(0);

        Should.Throw<StoreException>(Open).Message.ShouldContain("cannot be written");
    }

    private SqliteStore Open() => SqliteStore.Open(_folder.PathOf("store.db"), 4, new StoreOptions(), TimeProvider.System, NullLogger.Instance);

    private static void Fill(string path)
    {
        using FileStream filler = new(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                filler.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // The disk is full.
        }
    }
}
