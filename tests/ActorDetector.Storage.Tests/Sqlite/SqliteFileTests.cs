using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Tests.Made;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using static ActorDetector.Storage.Tests.Made.Sample;
using ValidationException = System.ComponentModel.DataAnnotations.ValidationException;

namespace ActorDetector.Storage.Tests.Sqlite;

public sealed class SqliteFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.PathOf("store.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Another_number_of_shards_is_refused_and_both_numbers_told()
    {
        await Open().DisposeAsync();

        string message = Should.Throw<StoreException>(() => Open(shards: 8)).Message;

        message.ShouldContain("made for 4 shards, not for 8");
        await Open().DisposeAsync();
    }

    [Fact]
    public async Task A_newer_version_is_refused()
    {
        await Open().DisposeAsync();
        Run("PRAGMA user_version = 99");

        Should.Throw<StoreException>(() => Open()).Message.ShouldContain("version 99");
    }

    [Fact]
    public void A_file_of_another_program_is_refused_and_left_as_it_was()
    {
        Run("CREATE TABLE theirs (a); PRAGMA application_id = 77");
        byte[] before = System.IO.File.ReadAllBytes(File);

        Should.Throw<StoreException>(() => Open()).Message.ShouldContain("another program (application id 77)");
        System.IO.File.ReadAllBytes(File).ShouldBe(before);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_was()
    {
        byte[] text = [.. Enumerable.Repeat((byte)'x', 10_000)];
        System.IO.File.WriteAllBytes(File, text);

        Should.Throw<StoreException>(() => Open()).Message.ShouldContain("damaged");
        System.IO.File.ReadAllBytes(File).ShouldBe(text);
    }

    [Fact]
    public async Task A_second_owner_is_refused_until_the_first_has_gone()
    {
        SqliteStore first = Open();

        Should.Throw<StoreException>(() => Open()).Message.ShouldContain("in use by another process");
        await first.DisposeAsync();
        await Open().DisposeAsync();
    }

    [Theory]
    [InlineData("UPDATE deltas SET content = x'0908' WHERE number = 2", "delta 2 of shard 3")]
    [InlineData("UPDATE deltas SET number = 3 WHERE number = 2", "delta 3 of shard 3")]
    [InlineData("UPDATE parts SET content = x'00' WHERE name = 'clock'", "part clock of shard 3")]
    [InlineData("UPDATE passive SET seen = seen + 1", "passive session 61 of shard 3")]
    public async Task A_damaged_row_is_told_and_never_used(string damage, string named)
    {
        await using (SqliteStore store = Open())
        {
            long epoch = (await store.TakeAsync(3, Wait)).Epoch;
            await store.CommitAsync(
                new ShardCommit
                {
                    Shard = 3,
                    Epoch = epoch,
                    Position = 1,
                    Delta = new CheckpointDelta(2, [9, 9]),
                    Parts = [new CheckpointPart("clock", [1])],
                    Passivated = [Passive("a")],
                },
                Wait);
        }

        Run(damage);
        await using SqliteStore damaged = Open();

        StoreException exception = await Should.ThrowAsync<StoreException>(async () =>
        {
            await (await damaged.TakeAsync(3, Wait)).Deltas.ListAsync();
            await damaged.ReadPassiveAsync(3, [Utf8("a")], Wait);
        });
        exception.Message.ShouldContain(named);
        exception.Message.ShouldContain("Put a copy from before");
    }

    [Fact]
    public async Task A_damaged_file_is_told()
    {
        await using (SqliteStore store = Open())
        {
            long epoch = (await store.TakeAsync(0, Wait)).Epoch;
            await store.CommitAsync(
                new ShardCommit { Shard = 0, Epoch = epoch, Position = 1, Anomalies = [.. Enumerable.Range(0, 500).Select(i => Stored($"a{i}"))] }, Wait);
        }

        byte[] bytes = System.IO.File.ReadAllBytes(File);
        bytes.AsSpan(bytes.Length / 4, bytes.Length / 2).Fill(0x5A);
        System.IO.File.WriteAllBytes(File, bytes);

        await Should.ThrowAsync<StoreException>(async () =>
        {
            await using SqliteStore store = Open();
            await store.ReadAnomaliesAsync(0, 1000, Wait);
        });
    }

    [Fact]
    public async Task At_every_moment_the_files_hold_whole_commits_and_all_that_were_told_done()
    {
        using CancellationTokenSource stop = new();
        long done = 0;
        await using SqliteStore store = Open();
        long epoch = (await store.TakeAsync(0, Wait)).Epoch;
        Task committing = Task.Run(async () =>
        {
            for (long i = 1; !stop.IsCancellationRequested; i++)
            {
                await store.CommitAsync(
                    new ShardCommit
                    {
                        Shard = 0,
                        Epoch = epoch,
                        Position = i,
                        Delta = new CheckpointDelta(i, new byte[2000]),
                        Anomalies = [Stored($"a{i}")],
                        Counters = [new(new CounterKey("files", "lines", ""), i)],
                    },
                    Wait);
                Interlocked.Exchange(ref done, i);
            }
        });

        for (int copy = 0; copy < 15; copy++)
        {
            long least = Interlocked.Read(ref done) + 7;
            await Eventually.IsTrue(() => Interlocked.Read(ref done) >= least);
            string file = Copy($"copy{copy}.db");
            await using SqliteStore found = SqliteStore.Open(file, 4, new StoreOptions(), TimeProvider.System, NullLogger.Instance);
            ShardCheckpoint checkpoint = await found.TakeAsync(0, Wait);

            checkpoint.Position.ShouldBeGreaterThanOrEqualTo(least);
            checkpoint.Counters.Values.ShouldBe([checkpoint.Position]);
            (await checkpoint.Deltas.ListAsync()).Count.ShouldBe((int)checkpoint.Position);
            (await found.LastAnomalyAsync(Wait)).ShouldBe(checkpoint.Position);
        }

        await stop.CancelAsync();
        await committing;
    }

    [Fact]
    public void An_option_out_of_its_range_is_refused()
    {
        Should.Throw<ValidationException>(() => Open(new StoreOptions { RetainBytes = 0 })).Message.ShouldContain("RetainBytes");
        Should.Throw<ValidationException>(() => Open(new StoreOptions { RetainFor = TimeSpan.Zero })).Message.ShouldContain("--retain-for");
        System.IO.File.Exists(File).ShouldBeFalse();
    }

    [Fact]
    public async Task Repeated_anomalies_are_counted()
    {
        await using SqliteStore store = Open();
        long epoch = (await store.TakeAsync(0, Wait)).Epoch;

        await store.CommitAsync(new ShardCommit { Shard = 0, Epoch = epoch, Position = 1, Anomalies = [Stored("a"), Stored("a"), Stored("b")] }, Wait);

        store.RepeatedAnomalies.ShouldBe(1);
    }

    private SqliteStore Open(StoreOptions? options = null, int shards = 4) =>
        SqliteStore.Open(File, shards, options ?? new StoreOptions(), TimeProvider.System, NullLogger.Instance);

    /// <summary>Copies the files as a killed process would leave them: an open reading keeps a checkpoint from starting the log anew meanwhile.</summary>
    private string Copy(string name)
    {
        string copy = _folder.PathOf(name);
        using SqliteConnection connection = Connect();
        Run(connection, "BEGIN; SELECT count(*) FROM shards");
        System.IO.File.Copy(File, copy);
        System.IO.File.Copy(File + "-wal", copy + "-wal");
        return copy;
    }

    private void Run(string sql)
    {
        using SqliteConnection connection = Connect();
        Run(connection, sql);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteScalar();
    }

    private SqliteConnection Connect()
    {
        SqliteConnection connection = new($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }
}
