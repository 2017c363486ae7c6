using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.CommandLine;

namespace ActorDetector.Telemetry;

/// <summary>Where the node's own metrics and traces go.</summary>
public sealed record TelemetryOptions : IValidatableObject
{
    /// <summary>Base address of an OpenTelemetry collector's OTLP/HTTP, as <c>http://collector:4318</c>: metrics go to <c>/v1/metrics</c>
    /// there, traces to <c>/v1/traces</c>. Default none: nothing is sent.</summary>
    [Description("Base address of an OpenTelemetry collector (OTLP/HTTP) that the node's own metrics and traces are sent to, as http://collector:4318")]
    [ValueName("URL")]
    public string? OtlpEndpoint { get; init; }

    /// <summary>How often metrics are sent. Default 60 s.</summary>
    [Description("How often metrics are sent to --otlp-endpoint")]
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan OtlpInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Refuses an address that is none.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OtlpEndpoint is not null && !(Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out Uri? address) && (address.Scheme is "http" or "https")))
            yield return new ValidationResult($"--otlp-endpoint {OtlpEndpoint} is not an address: give one as http://collector:4318.");
    }
}
