using System.Globalization;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Clusters;

/// <summary>A RabbitMQ and a PostgreSQL of the tests' own, for the clusters of all tests that leave them in peace.</summary>
public sealed class ClusterEngines : IAsyncLifetime
{
    private readonly Lock _gate = new();
    private Task<Outcome>? _expected;
    private int _clusters;

    internal PostgresServer Postgres { get; private set; } = null!;

    internal RabbitServer Rabbit { get; private set; } = null!;

    /// <summary>A name that no other cluster's queues have.</summary>
    internal string NextPrefix() => string.Create(CultureInfo.InvariantCulture, $"cluster{Interlocked.Increment(ref _clusters)}");

    /// <summary>What one node finds of lines by itself, which is asked once.</summary>
    internal Task<Outcome> ExpectAsync(Func<Task<Outcome>> find)
    {
        lock (_gate)
            return _expected ??= find();
    }

    public async Task InitializeAsync()
    {
        if (ClusterFactAttribute.Missing is not null)
            return;
        Task<RabbitServer> rabbit = RabbitServer.StartAsync();
        Postgres = await PostgresServer.StartAsync();
        Rabbit = await rabbit;
    }

    public async Task DisposeAsync()
    {
        if (Rabbit is not null)
            await Rabbit.DisposeAsync();
        if (Postgres is not null)
            await Postgres.DisposeAsync();
    }
}
