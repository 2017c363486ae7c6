using System.ComponentModel.DataAnnotations;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.RabbitMq.Tests.Made;
using Microsoft.Extensions.Logging.Abstractions;
using static ActorDetector.Tests.ShardLogs.Entries;

namespace ActorDetector.RabbitMq.Tests;

[Collection(BrokerTests.Name)]
public sealed class OpeningTests(SharedBroker broker) : IDisposable
{
    private readonly QueueSet _queues = new(broker.Server);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [RabbitFact]
    public async Task A_wrong_password_is_refused_and_not_told()
    {
        string message = await RefusedAsync(_queues.Options, "another-secret");
        message.ShouldContain($"RabbitMQ at {broker.Server.Address.Split('@')[1]} does not let user {RabbitServer.User} in: correct");
        message.ShouldContain("--rabbitmq-password-file");
        message.ShouldNotContain("another-secret");
    }

    [RabbitFact]
    public async Task A_password_may_be_in_a_file()
    {
        string file = _folder.Write("password", RabbitServer.Password + "\n");
        await using (await _queues.OpenAsync(_queues.Options with { RabbitMqPasswordFile = file }, "another-secret"))
        {
        }

        (await Should.ThrowAsync<IOException>(_queues.OpenAsync(_queues.Options with { RabbitMqPasswordFile = file + "x" }))).Message.ShouldContain($"--rabbitmq-password-file {file}x cannot be read");
    }

    [RabbitFact]
    public async Task Where_there_is_no_broker_it_is_told_after_a_while()
    {
        RabbitMqOptions nowhere = _queues.Options with { RabbitMq = $"amqp://actor@127.0.0.1:{FreePort.Find()}" };
        (await RefusedAsync(nowhere, RabbitServer.Password)).ShouldContain("cannot be reached: Connection refused; start it, or correct --rabbitmq");
    }

    [RabbitFact]
    public async Task A_virtual_host_that_is_not_there_is_refused_by_name()
    {
        RabbitMqOptions options = _queues.Options with { RabbitMq = broker.Server.Address + "/nowhere" };
        (await RefusedAsync(options, RabbitServer.Password)).ShouldContain("does not let user actor into virtual host nowhere: make it, or correct it in --rabbitmq");
    }

    [RabbitFact]
    public async Task One_of_several_addresses_is_enough()
    {
        RabbitMqOptions options = _queues.Options with { RabbitMq = $"amqp://actor@127.0.0.1:{FreePort.Find()},{broker.Server.Address}" };
        await using RabbitMqShardLog log = await _queues.OpenAsync(options);
        await Append(log, 0, Payload(1));
    }

    [RabbitFact]
    public async Task Another_number_of_shards_and_other_options_are_refused_by_the_name_of_the_queue()
    {
        await using (await _queues.OpenAsync())
        {
        }

        string fewer = await RefusedAsync(_queues.Options, RabbitServer.Password, shards: 2);
        fewer.ShouldContain($"made for more than 2 shards: there is a queue {_queues.Queue(2)}");
        string more = await RefusedAsync(_queues.Options, RabbitServer.Password, shards: 4);
        more.ShouldContain($"Queue {_queues.Queue(3)} of RabbitMQ");
        more.ShouldContain("is missing: it was deleted, with all lines that waited in it, or --shards was less");
        string other = await RefusedAsync(_queues.Options with { RabbitMqQueueBytes = 1 << 20 }, RabbitServer.Password);
        other.ShouldContain($"Queue {_queues.Queue(0)} of RabbitMQ");
        other.ShouldContain("x-max-length-bytes");
        other.ShouldContain("made with other options, as --rabbitmq-queue-bytes");
    }

    [RabbitFact]
    public async Task Brokers_are_spoken_to_by_tls_when_somebody_vouches_for_them()
    {
        RabbitMqOptions options = _queues.Options with { RabbitMq = broker.Server.TlsAddress, RabbitMqAuthority = broker.Server.Certificate };
        await using (RabbitMqShardLog log = await _queues.OpenAsync(options))
        {
            await Append(log, 0, Payload(1));
            using IShardLogReader reader = await TakeAsync(log, 0);
            Numbers([await NextAsync(reader)]).ShouldBe([1]);
        }

        (await RefusedAsync(options with { RabbitMqAuthority = null }, RabbitServer.Password)).ShouldContain("cannot be trusted");
        (await RefusedAsync(options with { RabbitMqAuthority = _folder.Write("other.pem", SelfSigned.Pem()) }, RabbitServer.Password)).ShouldContain("--rabbitmq-authority");
        string otherName = broker.Server.TlsAddress.Replace("localhost", "127.0.0.1", StringComparison.Ordinal);
        (await RefusedAsync(options with { RabbitMq = otherName }, RabbitServer.Password)).ShouldContain("cannot be trusted");
    }

    [Theory]
    [InlineData("amqp://a:secret@host", "--rabbitmq has a password in it")]
    [InlineData("http://a@host", "--rabbitmq has an address that is none")]
    [InlineData("host", "--rabbitmq has an address that is none")]
    [InlineData("amqp://host", "must name a user")]
    [InlineData("amqp://a@host,amqp://b@host", "one user and one virtual host")]
    [InlineData("amqp://a@host,", "--rabbitmq has an address that is none")]
    [InlineData("amqp://a@host/one/two", "--rabbitmq has an address that is none")]
    public void Addresses_that_are_none_are_refused_and_no_password_is_told(string addresses, string message)
    {
        string told = Broken(new RabbitMqOptions { RabbitMq = addresses });
        told.ShouldContain(message);
        told.ShouldNotContain("secret");
    }

    [Fact]
    public void Options_that_do_not_go_together_are_refused_by_name()
    {
        Broken(new RabbitMqOptions { RabbitMqPasswordFile = "x" }).ShouldContain("--rabbitmq-password-file x needs --rabbitmq");
        Broken(new RabbitMqOptions { RabbitMqAuthority = "x" }).ShouldContain("--rabbitmq-authority x needs --rabbitmq");
        Broken(new RabbitMqOptions { RabbitMq = "amqp://a@host", RabbitMqAuthority = "x" }).ShouldContain("needs amqps addresses");
        Broken(new RabbitMqOptions { RabbitMqPrefix = "a b" }).ShouldContain(nameof(RabbitMqOptions.RabbitMqPrefix));
        Broken(new RabbitMqOptions { RabbitMqPrefetch = 1 }).ShouldContain(nameof(RabbitMqOptions.RabbitMqPrefetch));
    }

    private static string Broken(RabbitMqOptions options) =>
        Should.Throw<ValidationException>(() => Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true)).Message;

    private static async Task<string> RefusedAsync(RabbitMqOptions options, string password, int shards = 3) =>
        (await Should.ThrowAsync<ShardLogException>(RabbitMqShardLog.OpenAsync(
            options, password, shards, Guid.NewGuid(), isMade: true, new HastyTime(), NullLogger.Instance))).ToString();
}
