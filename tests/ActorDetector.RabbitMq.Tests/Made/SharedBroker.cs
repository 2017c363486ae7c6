namespace ActorDetector.RabbitMq.Tests.Made;

/// <summary>The broker of <see cref="BrokerTests"/>, where there can be one.</summary>
public sealed class SharedBroker : IAsyncLifetime
{
    private RabbitServer? _server;

    internal RabbitServer Server => _server!;

    public async Task InitializeAsync() => _server = RabbitServer.Missing is null ? await RabbitServer.StartAsync() : null;

    public async Task DisposeAsync()
    {
        if (_server is { } server)
            await server.DisposeAsync();
    }
}
