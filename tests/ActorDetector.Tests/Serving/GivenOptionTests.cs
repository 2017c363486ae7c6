using System.CommandLine;
using System.Globalization;
using System.Reflection;
using ActorDetector.CommandLine;
using ActorDetector.Commands;
using ActorDetector.Tests.CommandLine;
using Microsoft.Extensions.Configuration;

namespace ActorDetector.Tests.Serving;

/// <summary>The way of every option of <c>serve</c> to the record that a part of the node is made with.</summary>
public sealed class GivenOptionTests
{
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["--syslog-udp"] = "127.0.0.1:1",
        ["--syslog-tcp"] = "127.0.0.1:1",
        ["--syslog-tls"] = "127.0.0.1:1",
        ["--syslog-time-zone"] = "Europe/Berlin",
        ["--http"] = "[::1]:1",
        ["--max-memory"] = "1073741824",
        ["--otlp-endpoint"] = "http://localhost:1",
        ["--webhook-url"] = "http://localhost:1",
        ["--webhook-header"] = "X-Team: storage",
        ["--alertmanager-url"] = "http://localhost:1",
        ["--shards"] = "16",
        ["--postgres"] = "Host=db;Database=actordetector",
        ["--rabbitmq"] = "amqps://actordetector@mq1/logs,amqps://actordetector@mq2/logs",
        ["--roles"] = "detect",
    };

    private static readonly Dictionary<string, string[]> Companions = new()
    {
        ["--cache-megabytes"] = ["--model", "x"],
        ["--syslog-tls"] = ["--tls-certificate", "x"],
        ["--tls-certificate"] = ["--syslog-tls", "1"],
        ["--tls-key"] = ["--syslog-tls", "1", "--tls-certificate", "x"],
        ["--tls-client-authority"] = ["--syslog-tls", "1", "--tls-certificate", "x"],
        ["--http-tls-key"] = ["--http-tls-certificate", "x"],
        ["--http-tls-client-authority"] = ["--http-tls-certificate", "x"],
        ["--webhook-token-file"] = ["--webhook-url", "http://localhost:1"],
        ["--alertmanager-token-file"] = ["--alertmanager-url", "http://localhost:1"],
        ["--postgres-password-file"] = ["--postgres", "Host=db;Database=actordetector"],
        ["--rabbitmq-password-file"] = ["--rabbitmq", "amqp://actordetector@mq"],
        ["--rabbitmq-authority"] = ["--rabbitmq", "amqps://actordetector@mq"],
    };

    public static TheoryData<Type> Records => [.. OptionRecords.Of(typeof(ServeCommand))];

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_option_reaches_its_record_from_the_command_line_the_environment_and_the_settings_file(Type record)
    {
        object defaults = Activator.CreateInstance(record)!;
        foreach (PropertyInfo property in OptionRecords.PropertiesOf(record))
        {
            string option = OptionRecords.OptionOf(property), name = option.TrimStart('-');
            string value = Another(property, property.GetValue(defaults));
            Given([option, value], [], []);
            Given([], new() { [name.Replace('-', '_').ToUpperInvariant()] = value }, []);
            Given([], [], new() { [name] = value });

            void Given(string[] words, Dictionary<string, string?> environment, Dictionary<string, string?> file)
            {
                Command command = new("serve");
                OptionSet options = new(command, record);
                object bound = options.Bind(
                    command.Parse([.. Companions.GetValueOrDefault(option, []), .. words]),
                    new ActorDetector.CommandLine.Settings(In(environment), In(file)));
                TextOf(property.GetValue(bound)).ShouldBe(value, option);
            }
        }
    }

    private static IConfiguration In(Dictionary<string, string?> values) => new ConfigurationBuilder().AddInMemoryCollection(values).Build();

    // As the user would write it, and not the default.
    private static string Another(PropertyInfo property, object? standard)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type switch
        {
            _ when type == typeof(bool) => TextOf(standard is false),
            _ when type == typeof(TimeSpan) => TextOf((TimeSpan?)standard / 2 ?? TimeSpan.FromMinutes(30)),
            _ when type.IsEnum => TextOf(type.GetEnumValues().Cast<object>().First(value => !value.Equals(standard))),
            _ when standard is int or long => TextOf(Convert.ToInt64(standard, CultureInfo.InvariantCulture) / 2),
            _ => Texts.GetValueOrDefault(OptionRecords.OptionOf(property), "another"),
        };
    }

    private static string TextOf(object? value) => value switch
    {
        IEnumerable<string> list => string.Join(", ", list),
        bool or Enum => value.ToString()!.ToLowerInvariant(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
