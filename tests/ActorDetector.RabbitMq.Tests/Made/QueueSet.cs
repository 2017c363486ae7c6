using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorDetector.RabbitMq.Tests.Made;

/// <summary>The queues of one test, and how nodes open them.</summary>
internal sealed class QueueSet(RabbitServer server)
{
    private bool _isMade;

    public int Shards { get; init; } = 3;

    public RabbitMqOptions Options { get; init; } = new() { RabbitMq = server.Address, RabbitMqPrefix = "test" + Guid.NewGuid().ToString("N") };

    public string Queue(int shard) => $"{Options.RabbitMqPrefix}.shard.{shard}";

    /// <summary>Opens the log, as another node does each time.</summary>
    public async Task<RabbitMqShardLog> OpenAsync(RabbitMqOptions? options = null, string? password = RabbitServer.Password, ILogger? logger = null, TimeProvider? time = null)
    {
        RabbitMqShardLog log = await RabbitMqShardLog.OpenAsync(
            options ?? Options, password, Shards, Guid.NewGuid(), _isMade, time ?? TimeProvider.System, logger ?? NullLogger.Instance);
        _isMade = true;
        return log;
    }
}
