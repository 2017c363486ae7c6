using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Tests.Made;
using Microsoft.Extensions.Logging.Abstractions;
using static ActorDetector.Storage.Tests.Made.Sample;

namespace ActorDetector.Storage.Tests.Postgres;

/// <summary>What is refused when a store is opened, and what is found damaged later.</summary>
[Collection(PostgresTests.Name)]
public sealed class PostgresDatabaseTests(SharedServer shared)
{
    private readonly Lazy<string> _database = new(shared.Server.MakeDatabase);

    private string Database => _database.Value;

    [PostgresFact]
    public async Task Another_number_of_shards_is_refused_and_both_numbers_told()
    {
        await (await OpenPostgres.StoreAsync(Database)).DisposeAsync();

        (await RefusalAsync(Database, shards: 8)).ShouldContain("made for 4 shards, not for 8");
    }

    [PostgresFact]
    public async Task A_newer_version_is_refused()
    {
        await (await OpenPostgres.StoreAsync(Database)).DisposeAsync();
        Run("UPDATE actordetector SET version = 99");

        (await RefusalAsync(Database)).ShouldContain("version 99");
    }

    [PostgresFact]
    public async Task A_store_of_version_1_is_moved_up_with_all_that_it_holds()
    {
        Run(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Postgres", "version-1.sql")));
        ShardOwner owner = new("a", Guid.NewGuid());

        await using PostgresStore store = await OpenPostgres.StoreAsync(Database, owner: owner);

        Run("SELECT version FROM actordetector").ShouldBe("2");
        (await store.ViewAsync(Wait)).Shards[3].ShouldBe(new ShardPlace(3, "", Guid.Empty, 2, "", TimeSpan.Zero));
        ShardCheckpoint checkpoint = await store.TakeAsync(3, Wait);
        checkpoint.Epoch.ShouldBe(3);
        checkpoint.Position.ShouldBe(70);
        checkpoint.Parts["clock"].ShouldBe([1]);
        checkpoint.Producers.ShouldBe([new("app.log", 69)]);
        checkpoint.Counters[new CounterKey("app.log", "lines", "")].ShouldBe(71);
        (await checkpoint.Deltas.ListAsync()).Single().Content.ShouldBe([9, 9]);
        Text((await store.ReadPassiveAsync(3, [Utf8("a")], Wait)).Single().Content).ShouldBe("session of a");
        (await store.ReadModelsAsync(Wait)).Single().Templates.ShouldBe(["Receiving <*>"]);
        (await store.FindUnseenAsync(10, Wait)).Single().Text.ShouldBe("u");
        (await store.FindDeadLettersAsync(10, Wait)).Single().Message.ShouldBe("l");
        (await store.FindSessionsAsync("a", 10, Wait)).Single().Session.ShouldBe("a#1");
        (await store.RecallAsync("files", Wait))["app.log"].ShouldBe([4]);
        (await store.SentAsync("stdout", Wait)).ShouldBe(1);
        await store.CommitAsync(new ShardCommit { Shard = 3, Epoch = 3, Position = 71, Anomalies = [Stored("3/70", 3)] }, Wait);
        (await store.ReadAnomaliesAsync(0, 10, Wait)).Select(stored => (stored.Number, stored.Anomaly.Id)).ShouldBe([(1, "3/69"), (2, "3/70")]);
        ShardPlace place = (await store.ViewAsync(Wait)).Shards[3];
        place.ShouldBe(new ShardPlace(3, owner.Node, owner.Run, 3, "", TimeSpan.Zero) { OwnedFor = place.OwnedFor });
    }

    [PostgresFact]
    public async Task A_database_of_another_program_is_refused_and_left_as_it_was()
    {
        Run("CREATE TABLE theirs (a int)");

        (await RefusalAsync(Database)).ShouldContain("another program (theirs)");
        Run("SELECT string_agg(tablename, ',') FROM pg_tables WHERE schemaname = 'public'").ShouldBe("theirs");
    }

    [PostgresFact]
    public async Task What_does_not_let_in_or_is_not_there_is_refused_and_the_password_not_told()
    {
        Run("CREATE ROLE reader LOGIN PASSWORD 'right-one'");
        string reader = shared.Server.OverTcp(Database, "reader");

        (await RefusalAsync(reader, "wrong-one")).ShouldContain("28P01");
        (await RefusalAsync(reader, "right-one")).ShouldContain("permission denied for schema public");
        (await RefusalAsync(Database.Replace("Database=", "Database=no-", StringComparison.Ordinal))).ShouldContain("createdb");
        (await RefusalAsync("Host=127.0.0.1;Port=1;Database=x;Username=x")).ShouldContain("cannot be reached");
    }

    [PostgresFact]
    public async Task The_password_of_a_file_lets_in()
    {
        using TemporaryFolder folder = new();
        Run("CREATE ROLE owner LOGIN SUPERUSER PASSWORD 'right-one'");
        PostgresOptions options = new() { Postgres = shared.Server.OverTcp(Database, "owner"), PostgresPasswordFile = folder.Write("password", "right-one\n") };

        await using PostgresStore store = await PostgresStore.OpenAsync(options, "of no use", 4, new StoreOptions(), TimeProvider.System, NullLogger.Instance);

        (await store.TakeAsync(0, Wait)).Epoch.ShouldBe(1);
    }

    [PostgresFact]
    public async Task A_connection_is_encrypted_where_that_is_asked_for_and_a_certificate_that_nobody_vouches_for_is_refused()
    {
        Run("CREATE ROLE afar LOGIN SUPERUSER PASSWORD 'right-one'");
        string afar = shared.Server.OverTcp(Database, "afar").Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

        foreach (string asked in (string[])["SSL Mode=Require", $"SSL Mode=VerifyFull;Root Certificate={shared.Server.Certificate}"])
        {
            await using PostgresStore store = await OpenPostgres.StoreAsync($"{afar};{asked}", password: "right-one");
            Run("SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename = 'afar'").ShouldBe("t", asked);
        }

        string refusal = await RefusalAsync($"{afar};SSL Mode=VerifyFull", "right-one");
        refusal.ShouldContain("certificate that is not trusted");
        refusal.ShouldContain("Root Certificate");
    }

    [PostgresFact]
    public async Task A_server_that_does_not_sync_what_it_has_stored_is_refused()
    {
        Run($"ALTER DATABASE {Run("SELECT current_database()")} SET synchronous_commit = off");

        (await RefusalAsync(Database)).ShouldContain("synchronous_commit off");
    }

    [PostgresFact]
    public async Task Two_that_make_the_same_store_at_once_make_it_once()
    {
        PostgresStore[] stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => OpenPostgres.StoreAsync(Database))));

        foreach (PostgresStore store in stores)
            await store.DisposeAsync();
        Run("SELECT version, shards FROM actordetector").ShouldBe("2|4");
    }

    [PostgresFact]
    public async Task A_damaged_row_is_told_and_never_used()
    {
        (string Damage, string Named)[] damages =
        [
            (@"UPDATE deltas SET content = '\x0908' WHERE number = 2", "delta 2 of shard 3"),
            ("UPDATE deltas SET content = '\\x0909', number = 3 WHERE number = 2", "delta 3 of shard 3"),
            (@"UPDATE parts SET content = '\x00' WHERE name = 'clock'", "part clock of shard 3"),
            ("UPDATE passive SET seen = seen + 1", "passive session 61 of shard 3"),
        ];
        foreach ((string damage, string named) in damages)
        {
            string database = shared.Server.MakeDatabase();
            await using PostgresStore store = await OpenPostgres.StoreAsync(database);
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
            shared.Server.Sql(database, damage);

            StoreException exception = await Should.ThrowAsync<StoreException>(async () =>
            {
                await (await store.TakeAsync(3, Wait)).Deltas.ListAsync();
                await store.ReadPassiveAsync(3, [Utf8("a")], Wait);
            });
            exception.Message.ShouldContain(named);
            exception.Message.ShouldContain("Restore a backup");
            exception.IsDamage.ShouldBeTrue();
        }
    }

    [PostgresFact]
    public async Task Names_longer_than_an_index_takes_are_found()
    {
        // Random, so that nothing makes it shorter.
        byte[] bytes = new byte[12_000];
        new Random(1).NextBytes(bytes);
        string name = Convert.ToHexString(bytes);
        await using PostgresStore store = await OpenPostgres.StoreAsync(Database);
        long epoch = (await store.TakeAsync(0, Wait)).Epoch;

        for (long position = 1; position < 3; position++)
        {
            await store.CommitAsync(
                new ShardCommit
                {
                    Shard = 0,
                    Epoch = epoch,
                    Position = position,
                    Producers = [new(name, position)],
                    Counters = [new(new CounterKey(name, "lines", name), position)],
                    Passivated = [Passive(name, used: position)],
                    Anomalies = [Stored(name, entity: name)],
                    Closed = [Closed(name, name)],
                },
                Wait);
            await store.AddUnseenAsync([new UnseenCount(name, 1, 1, 1)], Wait);
            await store.RememberAsync("files", [new(name, [(byte)position])], Wait);
        }

        ShardCheckpoint checkpoint = await store.TakeAsync(0, Wait);
        checkpoint.Producers.ShouldBe([new(name, 2)]);
        checkpoint.Counters[new CounterKey(name, "lines", name)].ShouldBe(2);
        (await store.ReadPassiveAsync(0, [Utf8(name)], Wait)).Single().Used.ShouldBe(2);
        (await store.FindAnomaliesAsync(new AnomalyQuery { Entity = name }, Wait)).Count.ShouldBe(1);
        (await store.FindSessionsAsync(name, 10, Wait)).Count.ShouldBe(2);
        (await store.FindUnseenAsync(10, Wait)).Single().Lines.ShouldBe(2);
        (await store.RecallAsync("files", Wait))[name].ShouldBe([2]);
    }

    private string Run(string sql) => shared.Server.Sql(Database, sql);

    private static async Task<string> RefusalAsync(string database, string? password = null, int shards = 4)
    {
        string message = (await Should.ThrowAsync<StoreException>(OpenPostgres.StoreAsync(database, password: password, shards: shards))).Message;
        if (password is not null)
            message.ShouldNotContain(password);
        return message;
    }
}
