using System.Diagnostics;
using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Tests.Made;
using Npgsql;
using static ActorDetector.Storage.Tests.Made.Sample;

namespace ActorDetector.Storage.Tests.Postgres.Cluster;

/// <summary>A node knows within seconds that it cannot be heard of, and is heard of whatever else its store does.</summary>
[Collection(PostgresTests.Name)]
public sealed class ClusterFaultTests(SharedServer shared) : ClusterTests(shared)
{
    private static readonly TimeSpan s_seconds = TimeSpan.FromSeconds(10);

    [PostgresFact]
    public async Task A_server_that_is_away_is_told_at_once_and_used_again_when_it_is_back()
    {
        await Store.BeatAsync(Member("a", Owner.Run), Wait);
        Server.Kill();
        try
        {
            // Its children answer until they notice.
            await Eventually.Is(AnswersAsync, answers => !answers);
            await RefusalAsync(Store, "cannot be reached");
        }
        finally
        {
            await Server.StartAgainAsync();
        }

        (await Store.BeatAsync(Member("a", Owner.Run), Wait)).Members.Single().Run.ShouldBe(Owner.Run);
    }

    [PostgresFact]
    public async Task A_connection_that_broke_is_not_noticed()
    {
        await using LossyRoute route = new(Database);
        await using PostgresStore store = await OpenPostgres.StoreAsync(route.ConnectionString);

        route.LoseNextAnswer("beat");
        (await store.BeatAsync(Member("a", Owner.Run), Wait)).Members.Single().Run.ShouldBe(Owner.Run);
        route.LoseNextAnswer("UPDATE cluster");
        (await store.LeadAsync("a", Owner.Run, TimeSpan.FromMinutes(1), Wait)).ShouldBe(1);

        route.Lost.ShouldBe(2);
    }

    [PostgresFact]
    public async Task A_network_that_swallows_everything_is_told_within_seconds()
    {
        await using LossyRoute route = new(Database);
        await using PostgresStore store = await OpenPostgres.StoreAsync(route.ConnectionString);
        await store.BeatAsync(Member("a", Owner.Run), Wait);
        route.Hold();

        await RefusalAsync(store, "not answered within");
    }

    [PostgresFact]
    public async Task A_database_that_hangs_is_told_within_seconds()
    {
        await using NpgsqlConnection connection = await LockAsync("members, cluster");

        await RefusalAsync(Store, "not answered within");
    }

    [PostgresFact]
    public async Task A_node_is_heard_of_while_its_commits_and_readers_have_all_their_connections()
    {
        await using NpgsqlConnection connection = await LockAsync("anomalies");
        Task[] waiting =
        [
            .. Enumerable.Range(0, 4).Select(CommitAsync),
            .. Enumerable.Range(0, 4).Select(_ => Store.RetainAsync(DateTimeOffset.UnixEpoch, Wait).AsTask()),
            .. Enumerable.Range(0, 4).Select(_ => Store.ReadAnomaliesAsync(0, 1, Wait).AsTask()),
        ];
        await Eventually.IsTrue(() => Run("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == "12");

        ClusterView view = await Store.BeatAsync(Member("a", Owner.Run), Wait);

        view.Members.Single().IsAlive.ShouldBeTrue();
        waiting.ShouldAllBe(task => !task.IsCompleted);
        await connection.CloseAsync();
        await Task.WhenAll(waiting);
    }

    private async Task CommitAsync(int shard)
    {
        long epoch = (await Store.TakeAsync(shard, Wait)).Epoch;
        await Store.CommitAsync(new ShardCommit { Shard = shard, Epoch = epoch, Position = 1, Anomalies = [Stored($"{shard}")] }, Wait);
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await Store.ViewAsync(Wait);
            return true;
        }
        catch (StoreException)
        {
            return false;
        }
    }

    private static async Task RefusalAsync(PostgresStore store, string what)
    {
        long began = Stopwatch.GetTimestamp();
        StoreException[] refusals = await Task.WhenAll(
            Should.ThrowAsync<StoreException>(store.BeatAsync(Member("a", Guid.NewGuid()), Wait).AsTask()),
            Should.ThrowAsync<StoreException>(store.LeadAsync("a", Guid.NewGuid(), TimeSpan.FromMinutes(1), Wait).AsTask()));
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(s_seconds);
        foreach (StoreException refusal in refusals)
        {
            refusal.Message.ShouldContain(what);
            refusal.Message.ShouldContain("look whether it runs");
        }
    }

    private async Task<NpgsqlConnection> LockAsync(string tables)
    {
        NpgsqlConnection connection = new(Database + ";Pooling=false");
        await connection.OpenAsync();
        await connection.BeginTransactionAsync();
        await using NpgsqlCommand command = new($"LOCK TABLE {tables}", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
