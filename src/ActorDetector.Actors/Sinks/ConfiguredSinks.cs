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
    /// <exception cref="IOException">A token cannot be read, or the file of anomalies cannot be written; the message names the option.</exception>
    public static IReadOnlyList<ISink> Create(
        SinkOptions options, Func<string, string?> environment, Func<Stream> output, TimeProvider time, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(output);
        List<ISink> sinks = [];
        if (options.AnomaliesFile is { } file)
            sinks.Add(file == "-" ? new JsonLinesSink(output()) : Opened(file));
        if (options.WebhookUrl is not null)
            sinks.Add(new WebhookSink(options, TokenOf("--webhook-token-file", options.WebhookTokenFile, "ACTORDETECTOR_WEBHOOK_TOKEN", environment), time));
        if (options.AlertmanagerUrl is not null)
            sinks.Add(new AlertmanagerSink(options, TokenOf("--alertmanager-token-file", options.AlertmanagerTokenFile, "ACTORDETECTOR_ALERTMANAGER_TOKEN", environment), time, log));
        return sinks;
    }

    private static JsonLinesSink Opened(string file)
    {
        try
        {
            new JsonLinesFile(file).Open().Dispose();
            return new JsonLinesSink(file);
        }
        catch (IOException fault)
        {
            throw new IOException($"--anomalies-file {file} cannot be written: {fault.Message}", fault);
        }
    }

    private static BearerToken? TokenOf(string option, string? path, string variable, Func<string, string?> environment)
    {
        string? text = environment(variable);
        if (path is null && string.IsNullOrEmpty(text))
            return null;
        BearerToken token = path is null ? BearerToken.Of(text!) : BearerToken.InFile(path);
        try
        {
            token.Read();
            return token;
        }
        catch (IOException fault)
        {
            throw new IOException($"{(path is null ? variable : $"{option} {path}")} cannot be used: {fault.Message}", fault);
        }
    }
}
