using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using ActorDetector.Commands;
using ActorDetector.Tests.CommandLine;
using ActorDetector.Tests.Commands;
using ActorDetector.Tests.Http;

namespace ActorDetector.Tests.Serving;

/// <summary>Nonsense for every option of <c>serve</c>: it does not start, and says which option, what it was given, and what it may be given.</summary>
[Collection(TrainedModelTests.Name)]
public sealed class RefusedOptionTests : IDisposable
{
    private const string Tls = "--syslog-tls=0";
    private const string Postgres = "--postgres=Host=127.0.0.1;Port=1;Database=x";
    private const string RabbitMq = "--rabbitmq=amqp://actordetector@mq";
    private const string Webhook = "--webhook-url=http://localhost:1";
    private const string Alertmanager = "--alertmanager-url=http://localhost:1";

    private readonly TemporaryFolder _folder = new();
    private readonly TrainedModel _model;

    public RefusedOptionTests(TrainedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What single types and ranges refuse.</summary>
    public static TheoryData<string, string, string> Ranges
    {
        get
        {
            TheoryData<string, string, string> rows = [];
            foreach (PropertyInfo property in OptionRecords.Of(typeof(ServeCommand)).SelectMany(OptionRecords.PropertiesOf))
            {
                foreach ((string value, string says) in Nonsense(property))
                    rows.Add(OptionRecords.OptionOf(property), value, says);
            }

            return rows;
        }
    }

    /// <summary>What only the record, or the part that the option is for, can refuse.</summary>
    public static TheoryData<string, string, string, string[]> Parts => new()
    {
        { "--data", "/dev/null/data", "folder", [] },
        { "--files", " ", "/var/log/app/*.log", [] },
        { "--files", "/dev", "'/dev/*.log'", [] },
        { "--file-poll", "00:00:00", "00:00:00.001 to 01:00:00", [] },
        { "--file-search", "02:00:00", "00:00:00.001 to 01:00:00", [] },
        { "--rotation-grace", "00:00:00", "00:00:00.001 to 01:00:00", [] },
        { "--record-wait", "02:00:00", "00:00:00.001 to 01:00:00", [] },
        { "--syslog-udp", "nonsense", "127.0.0.1:514", [] },
        { "--syslog-tcp", "localhost:99999", "127.0.0.1:514", [] },
        { "--syslog-tls", "nonsense", "127.0.0.1:514", ["--tls-certificate=good.pem"] },
        { "--syslog-tls", "0", "--tls-certificate", [] },
        { "--tls-certificate", "good.pem", "--syslog-tls", [] },
        { "--tls-certificate", "nowhere.pem", "PEM", [Tls] },
        { "--tls-key", "nowhere.key", "PEM", [Tls, "--tls-certificate=good.pem"] },
        { "--tls-client-authority", "empty.pem", "PEM", [Tls, "--tls-certificate=good.pem"] },
        { "--syslog-time-zone", "Nowhere/None", "Europe/Berlin", [] },
        { "--syslog-idle-timeout", "00:00:00", "24.00:00:00", [] },
        { "--tls-handshake-timeout", "25.00:00:00", "24.00:00:00", [] },
        { "--syslog-drain-timeout", "25.00:00:00", "24.00:00:00", [] },
        { "--http", "nonsense", "127.0.0.1:7878", [] },
        { "--http-token-file", "nowhere", "cannot be read", [] },
        { "--http-token-file", "short", "at least 16", [] },
        { "--http-tls-certificate", "nowhere.pem", "cannot be used", [] },
        { "--http-tls-key", "nowhere.key", "cannot be used", ["--http-tls-certificate=good.pem"] },
        { "--http-tls-client-authority", "empty.pem", "PEM", ["--http-tls-certificate=good.pem"] },
        { "--http-tls-key", "good.pem", "--http-tls-certificate", [] },
        { "--otlp-entity", " ", "service.name", [] },
        { "--otlp-endpoint", "ftp://collector", "http://collector:4318", [] },
        { "--anomalies-file", "nowhere/found.jsonl", "cannot be written", [] },
        { "--webhook-url", "ftp://example.org", "http or https", [] },
        { "--webhook-token-file", "nowhere", "cannot be used", [Webhook] },
        { "--webhook-token-file", "two words", "one word", [Webhook] },
        { "--webhook-header", "no colon", "X-Team: storage", [Webhook] },
        { "--sink-timeout", "00:00:00", "1.00:00:00", [] },
        { "--alertmanager-url", "nonsense", "http or https", [] },
        { "--alertmanager-token-file", "nowhere", "cannot be used", [Alertmanager] },
        { "--alert-quiet", "2.00:00:00", "1.00:00:00", [] },
        { "--alert-repeat", "00:00:00", "1.00:00:00", [] },
        { "--entity-pattern", "(", "regular expression", [] },
        { "--entity-field", "Nonsense", "Content", [] },
        { "--retain-for", "00:00:00", "longer than 00:00:00", [] },
        { "--postgres", "Host=db", "a Host and a Database", [] },
        { "--postgres", "nonsense", "Host=db;Database=", [] },
        { "--postgres", "Host=db;Database=x;Password=hush", "--postgres-password-file", [] },
        { "--postgres", "Host=127.0.0.1;Port=1;Database=x", "cannot be reached", [] },
        { "--postgres-password-file", "secret", "needs --postgres", [] },
        { "--postgres-password-file", "nowhere", "cannot be read", ["--postgres=Host=db;Database=x"] },
        { "--rabbitmq", "nonsense", "'amqps://actordetector@mq1/logs,amqps://actordetector@mq2/logs'", [] },
        { "--rabbitmq", "amqp://actordetector:hush@mq", "--rabbitmq-password-file", [] },
        { "--rabbitmq", "amqp://mq", "must name a user", [] },
        { "--rabbitmq", "amqp://actordetector@mq1,amqps://actordetector@mq2", "differ in more than the host", [] },
        { "--rabbitmq", "amqp://actordetector@mq", "give --postgres too", [] },
        { "--rabbitmq-password-file", "secret", "needs --rabbitmq", [] },
        { "--rabbitmq-authority", "authority.pem", "needs --rabbitmq", [] },
        { "--rabbitmq-authority", "authority.pem", "needs amqps addresses", ["--rabbitmq=amqp://actordetector@mq"] },
        { "--rabbitmq-prefix", "shop logs", "letters, digits, dots, dashes and underscores", [] },
        { "--max-memory", "1300000000", "--rabbitmq-prefetch 32 takes up to 536870912 bytes", [Postgres, RabbitMq] },
        { "--max-memory", "600000000", "--rabbitmq-unconfirmed-bytes 67108864 takes up to 67108864 bytes", [Postgres, RabbitMq, "--shards=4"] },
        { "--max-memory", "600000000", "--rabbitmq-look-back-bytes 67108864 takes up to 67108864 bytes", [Postgres, RabbitMq, "--shards=4"] },
        { "--postgres", "Host=127.0.0.1;Port=1;Database=x", "cannot be reached", [RabbitMq, "--max-memory=1400000000"] },
        { "--postgres", "Host=127.0.0.1;Port=1;Database=x", "cannot be reached", [RabbitMq, "--max-memory=700000000", "--roles=ingest,coordinate,web"] },
        { "--node", "node one", "letters, digits, dots, dashes and underscores", [] },
        { "--roles", "detect,judge", "ingest, detect, coordinate and web", [] },
        { "--bad-word", "", "needs a value", [] },
        { "--bad-pattern", "(", "regular expression", [] },
        { "--record-start", "(", "regular expression", [] },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public Task A_value_of_another_type_or_out_of_its_range(string option, string value, string says) => IsRefused(option, value, says, []);

    [Theory]
    [MemberData(nameof(Parts))]
    public Task A_value_that_cannot_work(string option, string value, string says, string[] words) => IsRefused(option, value, says, words);

    [Fact]
    public void No_option_is_left_out()
    {
        IEnumerable<string> options = OptionRecords.Of(typeof(ServeCommand)).SelectMany(OptionRecords.PropertiesOf).Select(OptionRecords.OptionOf);

        options.Except(Ranges.Select(row => (string)row[0])).Except(Parts.Select(row => (string)row[0])).ShouldBe(["--model"], "what is no model is refused by its folder");
    }

    private async Task IsRefused(string option, string value, string says, string[] words)
    {
        _folder.Write("good.pem", SelfSigned.Pem());
        _folder.Write("empty.pem", "");
        _folder.Write("short", "hush");
        _folder.Write("two words", "two words");
        if (value is "good.pem" or "empty.pem" or "short" or "two words")
            value = _folder.PathOf(value);
        string[] standing = [.. new[] { $"--data={_folder.PathOf("data")}", "--http=127.0.0.1:0" }.Where(word => !word.StartsWith(option + "=", StringComparison.Ordinal))];
        words = [.. words.Select(word => word.Replace("good.pem", _folder.PathOf("good.pem"), StringComparison.Ordinal))];
        using CancellationTokenSource started = new(TimeSpan.FromSeconds(30));

        ProgramRun run = await ProgramRun.Of(_folder, started.Token, ["serve", "-m", _model.Path, .. standing, .. words, $"{option}={value}"]);

        run.Code.ShouldBeInRange(1, 2, run.Remarks);
        string error = run.Remarks.Split('\n')[0];
        error.ShouldStartWith("error: ");
        error.ShouldContain(option);
        if (option is not ("--webhook-header" or "--postgres" or "--rabbitmq"))
            error.ShouldContain(value); // those may be secrets
        error.ShouldContain(says);
        error.ShouldNotContain("hush");
        run.Remarks.ShouldNotContain("a fault of actordetector itself");
    }

    private static IEnumerable<(string Value, string Says)> Nonsense(PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(bool))
            return [("perhaps", "true or false")];
        if (type.IsEnum)
            return [("nonsense", string.Join(", ", type.GetEnumNames()).ToLowerInvariant())];
        if (type == typeof(int) || type == typeof(long))
            return [("nonsense", "whole number"), .. Beyond(property)];
        return type == typeof(TimeSpan) ? [("nonsense", "00:05:00"), .. Beyond(property)] : [];
    }

    private static IEnumerable<(string Value, string Says)> Beyond(PropertyInfo property)
    {
        if (property.GetCustomAttribute<RangeAttribute>() is not { } range)
            return [];
        if (range.OperandType == typeof(TimeSpan))
        {
            TimeSpan most = TimeSpan.Parse((string)range.Maximum, CultureInfo.InvariantCulture);
            return [(TextOf(most + TimeSpan.FromTicks(1)), $"to {TextOf(most)}")];
        }

        (long least, long largest) = (Convert.ToInt64(range.Minimum, CultureInfo.InvariantCulture), Convert.ToInt64(range.Maximum, CultureInfo.InvariantCulture));
        string says = $"{least} to {largest}";
        return [($"{least - 1}", says), ($"{largest + 1}", says)];
    }

    private static string TextOf(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);
}
