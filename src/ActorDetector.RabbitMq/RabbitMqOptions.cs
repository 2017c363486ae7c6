using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.RabbitMq.Brokers;

namespace ActorDetector.RabbitMq;

/// <summary>The RabbitMQ brokers that keep the shard log, where nodes share it.</summary>
public sealed record RabbitMqOptions : IValidatableObject
{
    /// <summary>The environment variable that may hold the password.</summary>
    public const string PasswordVariable = "ACTORDETECTOR_RABBITMQ_PASSWORD";

    /// <summary>The addresses of the brokers of one cluster, separated by commas, with the user and the virtual host and without a password. Null
    /// for a shard log in the data folder.</summary>
    [Description("Keep the shard log in queues of this RabbitMQ, as " + BrokerAddress.Example + "; several addresses of its cluster with commas; no password (default: in the data folder)")]
    [DisplayName("rabbitmq")]
    public string? RabbitMq { get; init; }

    /// <summary>A file that holds the password and nothing else; else the variable <see cref="PasswordVariable"/> may.</summary>
    [Description("File with the password for RabbitMQ (default: the variable " + PasswordVariable + ")")]
    [DisplayName("rabbitmq-password-file")]
    public string? RabbitMqPasswordFile { get; init; }

    /// <summary>A file of certificates (PEM) of who may vouch for the brokers at amqps addresses. Null for those of the system.</summary>
    [Description("File with the certificates (PEM) of who vouches for RabbitMQ at amqps addresses (default: the system's)")]
    [DisplayName("rabbitmq-authority")]
    public string? RabbitMqAuthority { get; init; }

    /// <summary>What the queues' names begin with: <c>PREFIX.shard.N</c>. Default actordetector.</summary>
    [Description("What the names of the queues begin with, as PREFIX.shard.0")]
    [DisplayName("rabbitmq-prefix")]
    [RegularExpression("[A-Za-z0-9][A-Za-z0-9._-]{0,99}", ErrorMessage = "{0} must be up to 100 letters, digits, dots, dashes and underscores")]
    public string RabbitMqPrefix { get; init; } = "actordetector";

    /// <summary>Most bytes that wait in a shard's queue; when it is full, those who append to the shard wait. Fixed when the queues are made. Default
    /// 1 GiB.</summary>
    [Description("Most bytes that wait in a shard's queue; when it is full, sources wait. Fixed when the queues are made")]
    [DisplayName("rabbitmq-queue-bytes")]
    [Range(1L << 16, 1L << 44)]
    public long RabbitMqQueueBytes { get; init; } = 1L << 30;

    /// <summary>Most messages that a shard holds in memory, read and not committed or ahead of what is read. Default 32.</summary>
    [Description("Most messages of RabbitMQ that a shard holds in memory")]
    [DisplayName("rabbitmq-prefetch")]
    [Range(2, 10_000)]
    public int RabbitMqPrefetch { get; init; } = 32;

    /// <summary>Most bytes of a message; a longer entry has one of its own. Default 256 KiB.</summary>
    [Description("Most bytes of a message of RabbitMQ, into which what sources bring at once goes together")]
    [DisplayName("rabbitmq-batch-bytes")]
    [Range(1 << 10, 8 << 20)]
    public int RabbitMqBatchBytes { get; init; } = 256 << 10;

    /// <summary>Most bytes of all shards that are sent, or wait to be sent, and are not confirmed: each shard may have an equal part of them. Default
    /// 64 MiB.</summary>
    [Description("Most bytes in memory that RabbitMQ has not confirmed yet; each shard may have an equal part of them")]
    [DisplayName("rabbitmq-unconfirmed-bytes")]
    [Range(1L << 16, 1L << 36)]
    public long RabbitMqUnconfirmedBytes { get; init; } = 64L << 20;

    /// <summary>Bytes of judged lines of all shards that this node keeps in memory to show an anomaly's context. Default 64 MiB.</summary>
    [Description("Bytes of judged lines that a node keeps in memory to show an anomaly's context, where RabbitMQ has the shard log")]
    [DisplayName("rabbitmq-look-back-bytes")]
    [Range(0L, 1L << 36)]
    public long RabbitMqLookBackBytes { get; init; } = 64L << 20;

    /// <summary>Whether queues that were deleted are made anew, without what was in them. Default no.</summary>
    [Description("Make queues anew that were deleted: what was in them is lost")]
    [DisplayName("rabbitmq-make-queues")]
    public bool RabbitMqMakeQueues { get; init; }

    /// <summary>Finds addresses that cannot be ones, or that have a password in them.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RabbitMq is null)
        {
            if (RabbitMqPasswordFile is not null)
                yield return new ValidationResult($"--rabbitmq-password-file {RabbitMqPasswordFile} needs --rabbitmq, as {BrokerAddress.Example}.");
            if (RabbitMqAuthority is not null)
                yield return new ValidationResult($"--rabbitmq-authority {RabbitMqAuthority} needs --rabbitmq, as {BrokerAddress.Example}.");
            yield break;
        }

        if (!BrokerAddress.TryParse(RabbitMq, out BrokerAddress? address, out string? trouble))
            yield return new ValidationResult(trouble);
        else if (RabbitMqAuthority is not null && !address.IsEncrypted)
            yield return new ValidationResult($"--rabbitmq-authority {RabbitMqAuthority} needs amqps addresses in --rabbitmq.");
    }
}
