namespace ActorDetector.Storage.Tests.Postgres;

/// <summary>The server of <see cref="PostgresTests"/>, where there can be one.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private PostgresServer? _server;

    internal PostgresServer Server => _server!;

    public async Task InitializeAsync() => _server = PostgresServer.Missing is null ? await PostgresServer.StartAsync(withTls: true) : null;

    public async Task DisposeAsync()
    {
        if (_server is { } server)
            await server.DisposeAsync();
    }
}
