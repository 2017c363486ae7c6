using ActorDetector.Actors.ShardLogs;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ActorDetector.RabbitMq.Brokers;

/// <summary>The queues of all shards.</summary>
/// <param name="options">What they are called, and how much they take.</param>
/// <param name="shards">How many shards there are.</param>
/// <param name="place">Names the broker in messages.</param>
internal sealed class Queues(RabbitMqOptions options, int shards, string place)
{
    // None of ours is to be dropped for having been returned often; without a limit what is returned would go behind what is there.
    private const int DeliveryLimit = int.MaxValue;

    private readonly Dictionary<string, object?> _arguments = new()
    {
        ["x-queue-type"] = "quorum",
        ["x-single-active-consumer"] = true,
        ["x-max-length-bytes"] = options.RabbitMqQueueBytes,
        ["x-overflow"] = "reject-publish",
        ["x-delivery-limit"] = DeliveryLimit,
    };

    /// <summary>The name of a shard's queue.</summary>
    public string NameOf(int shard) => $"{options.RabbitMqPrefix}.shard.{shard}";

    /// <summary>Makes those that are not there, if that is allowed, and sees that all are as they should be.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="mayMake">Whether queues that are not there are made.</param>
    /// <exception cref="ShardLogException">One is not there, is another, or is of another number of shards.</exception>
    public async Task PrepareAsync(IConnection connection, bool mayMake)
    {
        for (int shard = 0; shard < shards; shard++)
        {
            string name = NameOf(shard);
            if (!mayMake && !await ExistsAsync(connection, name).ConfigureAwait(false))
            {
                throw new ShardLogException(
                    $"Queue {name} of {place} is missing: it was deleted, with all lines that waited in it, or --shards was less when the queues were made. " +
                    "Correct --rabbitmq, --rabbitmq-prefix or --shards, or start once with --rabbitmq-make-queues to go on without those lines.");
            }

            await DeclareAsync(connection, name).ConfigureAwait(false);
        }

        if (await ExistsAsync(connection, NameOf(shards)).ConfigureAwait(false))
        {
            throw new ShardLogException(
                $"The queues of {place} were made for more than {shards} shards: there is a queue {NameOf(shards)}. Start with the --shards that they were made for, or give another --rabbitmq-prefix.");
        }
    }

    private async Task DeclareAsync(IConnection connection, string name)
    {
        try
        {
            await using IChannel channel = await connection.CreateChannelAsync().ConfigureAwait(false);
            await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, _arguments).ConfigureAwait(false);
        }
        catch (OperationInterruptedException fault) when (fault.ShutdownReason is { ReplyCode: >= 400 and < 500 })
        {
            string cure = Faults.IsOtherQueue(fault)
                ? "It was made with other options, as --rabbitmq-queue-bytes, or by another program: start with those, or delete it once it is empty, or give another --rabbitmq-prefix."
                : "Give the user of --rabbitmq the permissions to configure, write and read it.";
            throw new ShardLogException($"Queue {name} of {place} cannot be used: {Faults.Reason(fault)}. {cure}", fault);
        }
    }

    private static async Task<bool> ExistsAsync(IConnection connection, string name)
    {
        try
        {
            await using IChannel channel = await connection.CreateChannelAsync().ConfigureAwait(false);
            await channel.QueueDeclarePassiveAsync(name).ConfigureAwait(false);
            return true;
        }
        catch (OperationInterruptedException fault) when (Faults.IsMissingQueue(fault))
        {
            return false;
        }
    }
}
