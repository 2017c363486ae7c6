using System.Collections;
using System.CommandLine;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using ActorDetector.Actors.Ingest;
using ActorDetector.Actors.Nodes;
using ActorDetector.Actors.ShardLogs.Embedded;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Sources.Files;
using ActorDetector.Actors.Sources.Syslog;
using ActorDetector.CommandLine;
using ActorDetector.Commands;
using ActorDetector.Detection.Rules;
using ActorDetector.Http;
using ActorDetector.Logs.Reading;
using ActorDetector.RabbitMq;
using ActorDetector.Serving;
using ActorDetector.Storage;
using ActorDetector.Telemetry;

namespace ActorDetector.SystemTests.Deploying;

/// <summary>A settings file with every option of <c>serve</c>: what has a default with it, what has none commented out.</summary>
internal static class ExampleSettings
{
    private static readonly (string Heading, Type Record)[] Groups =
    [
        ("The model", typeof(ModelOptions)),
        ("The node", typeof(ServeOptions)),
        ("Files", typeof(FileSourceOptions)),
        ("Syslog", typeof(SyslogOptions)),
        ("HTTP and OTLP", typeof(HttpOptions)),
        ("The node's own metrics and traces", typeof(TelemetryOptions)),
        ("Where anomalies are told", typeof(SinkOptions)),
        ("Which entity a line belongs to", typeof(IngestOptions)),
        ("Sessions", typeof(ShardOptions)),
        ("How it runs", typeof(NodeOptions)),
        ("The shard log", typeof(ShardLogOptions)),
        ("The store", typeof(StoreOptions)),
        ("The store on PostgreSQL", typeof(PostgresOptions)),
        ("A cluster's shard log on RabbitMQ", typeof(RabbitMqOptions)),
        ("A cluster's node", typeof(ClusterOptions)),
        ("What is known to be bad", typeof(RuleOptions)),
        ("Lines", typeof(ReadingOptions)),
    ];

    /// <summary>The records of all options.</summary>
    public static IEnumerable<Type> Records => Groups.Select(group => group.Record);

    /// <summary>The names of all options.</summary>
    public static IEnumerable<string> Names => Groups.SelectMany(group => OptionsOf(group.Record)).Select(pair => pair.Option.Name);

    /// <summary>The lines of the file.</summary>
    public static IEnumerable<string> Lines()
    {
        yield return "// Every option of actordetector serve with its default; options without a default are commented out. Each may also be given on the";
        yield return "// command line (--log-sync interval) or in the environment (ACTORDETECTOR_LOG_SYNC=interval), which go before this file.";
        yield return "// To use it: copy it to actordetector.json in the working folder, and keep only what you change. It is read by all commands.";
        yield return "{";
        foreach ((string heading, Type record) in Groups)
        {
            yield return "";
            yield return $"  // ---- {heading} ----";
            object defaults = Activator.CreateInstance(record)!;
            foreach ((PropertyInfo property, Option option) in OptionsOf(record))
            {
                yield return $"  // {option.Description}";
                object? value = property.GetValue(defaults);
                bool isOpen = value is null || property.IsDefined(typeof(RequiredAttribute));
                yield return $"  {(isOpen ? "// " : "")}\"{option.Name.TrimStart('-')}\": {(isOpen ? "null" : Write(value!))},";
            }
        }

        yield return "}";
    }

    private static IEnumerable<(PropertyInfo Property, Option Option)> OptionsOf(Type record)
    {
        var command = new Command("serve");
        _ = new OptionSet(command, record);
        Dictionary<string, PropertyInfo> properties = record.GetProperties().ToDictionary(
            property => "--" + (property.GetCustomAttribute<DisplayNameAttribute>()?.DisplayName ?? JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name)));
        return command.Options.Select(option => (properties[option.Name], option));
    }

    private static string Write(object value) => value switch
    {
        bool b => b ? "true" : "false",
        string text => JsonSerializer.Serialize(text),
        IEnumerable list => $"[{string.Join(", ", list.Cast<string>().Select(item => JsonSerializer.Serialize(item)))}]",
        Enum name => $"\"{name.ToString().ToLowerInvariant()}\"",
        TimeSpan time => $"\"{time:c}\"",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"options of {value.GetType()} have no text here"),
    };
}
