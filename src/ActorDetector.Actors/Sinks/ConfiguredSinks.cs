using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Sinks;

/// <summary>Makes the sinks that options ask for.</summary>
public static class ConfiguredSinks
{
    /// <summary>The sinks, to be disposed of where they can be.</summary>
    /// <param name="options">What is asked for; valid.</param>
    /// <param name="environment">A variable of the environment, or null: tokens may be there.</param>
    /// <param name="output">The standard output, asked for only when it is written to.</param>
    /// <param name="time">Measures time-outs and tells when alerts are over.</param>
    /// <param name="log">Is told of troubles.</param>
    public static IReadOnlyList<ISink> Create(
        SinkOptions options, Func<string, string?> environment, Func<Stream> output, TimeProvider time, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(output);
        List<ISink> sinks = [];
        if (options.AnomaliesFile is { } file)
            sinks.Add(file == "-" ? new JsonLinesSink(output()) : new JsonLinesSink(file));
        if (options.WebhookUrl is not null)
            sinks.Add(new WebhookSink(options, TokenOf(options.WebhookTokenFile, environment("ACTORDETECTOR_WEBHOOK_TOKEN")), time));
        if (options.AlertmanagerUrl is not null)
            sinks.Add(new AlertmanagerSink(options, TokenOf(options.AlertmanagerTokenFile, environment("ACTORDETECTOR_ALERTMANAGER_TOKEN")), time, log));
        return sinks;
    }

    private static BearerToken? TokenOf(string? path, string? text) =>
        path is not null ? BearerToken.InFile(path) : string.IsNullOrEmpty(text) ? null : BearerToken.Of(text);
}
