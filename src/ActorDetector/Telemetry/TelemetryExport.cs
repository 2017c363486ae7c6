using ActorDetector.Actors.Nodes;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ActorDetector.Telemetry;

/// <summary>Sends the node's own metrics and traces to an OpenTelemetry collector over OTLP/HTTP, until it is disposed; then what is left.</summary>
public sealed class TelemetryExport : IDisposable
{
    private const int LastSendMilliseconds = 3000;

    private readonly NodeInstruments _instruments;
    private readonly MeterProvider _metrics;
    private readonly TracerProvider _traces;

    private TelemetryExport(INode node, Uri endpoint, TimeSpan interval)
    {
        _instruments = new NodeInstruments(node);
        ResourceBuilder resource = ResourceBuilder.CreateEmpty()
            .AddService("actordetector", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3))
            .AddEnvironmentVariableDetector();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(NodeInstruments.MeterName)
            .AddView(NodeInstruments.LatencyName, new ExplicitBucketHistogramConfiguration { Boundaries = [.. node.Status.Latency.Bounds] })
            .AddOtlpExporter((exporter, reader) =>
            {
                Send(exporter, endpoint, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)interval.TotalMilliseconds;
            })
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(Spans.SourceName)
            .AddOtlpExporter(exporter => Send(exporter, endpoint, "v1/traces"))
            .Build();
    }

    /// <summary>Begins to send; null when the options name no collector.</summary>
    public static TelemetryExport? Start(INode node, TelemetryOptions options)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(options);
        return options.OtlpEndpoint is { } endpoint ? new TelemetryExport(node, new Uri(endpoint.TrimEnd('/') + "/"), options.OtlpInterval) : null;
    }

    /// <summary>Sends what is left, in bounded time.</summary>
    public void Dispose()
    {
        _traces.Shutdown(LastSendMilliseconds);
        _metrics.Shutdown(LastSendMilliseconds);
        _traces.Dispose();
        _metrics.Dispose();
        _instruments.Dispose();
    }

    private static void Send(OtlpExporterOptions exporter, Uri endpoint, string path)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri(endpoint, path);
    }
}
