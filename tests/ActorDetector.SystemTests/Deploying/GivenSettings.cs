using System.CommandLine;
using ActorDetector.CommandLine;
using ActorDetector.Commands;
using Microsoft.Extensions.Configuration;

namespace ActorDetector.SystemTests.Deploying;

/// <summary>Settings of <c>serve</c> that a deployment gives in variables or a file.</summary>
/// <param name="environment">Variables without their prefix.</param>
/// <param name="file">The settings file.</param>
internal sealed class GivenSettings(IConfiguration environment, IConfiguration file)
{
    private readonly ActorDetector.CommandLine.Settings _settings = new(environment, file);

    /// <summary>Those of a container's variables.</summary>
    public static GivenSettings Of(IEnumerable<KeyValuePair<string, string?>> variables) => new(
        new ConfigurationBuilder().AddInMemoryCollection(
            variables.Where(pair => pair.Key.StartsWith(ActorDetector.CommandLine.Settings.Prefix, StringComparison.Ordinal))
                .Select(pair => KeyValuePair.Create(pair.Key[ActorDetector.CommandLine.Settings.Prefix.Length..], pair.Value))).Build(),
        new ConfigurationBuilder().Build());

    /// <summary>Those of a settings file's text.</summary>
    public static GivenSettings Of(string json) => new(
        new ConfigurationBuilder().Build(), new ConfigurationBuilder().AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json))).Build());

    /// <summary>The options that are given, by their records.</summary>
    /// <exception cref="UsageException">One is no option of <c>serve</c>, or has a value that is not allowed.</exception>
    public IReadOnlyDictionary<Type, object> Bind()
    {
        string[] names = [.. ExampleSettings.Names.Select(name => name.TrimStart('-'))];
        _settings.RefuseUnknown(names);
        string[] variables = [.. names.Select(name => name.Replace('-', '_').ToUpperInvariant())];
        if (environment.GetChildren().FirstOrDefault(given => !variables.Contains(given.Key)) is { } unknown)
            throw new UsageException($"{unknown.Key} is not an option");
        return ExampleSettings.Records.Where(record => record != typeof(ModelOptions)).ToDictionary(record => record, record =>
        {
            Command serve = new("serve");
            OptionSet options = new(serve, record);
            return options.Bind(serve.Parse([]), _settings);
        });
    }
}
