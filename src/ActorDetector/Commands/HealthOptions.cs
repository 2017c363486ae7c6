using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.CommandLine;
using ActorDetector.Http.Security;

namespace ActorDetector.Commands;

/// <summary>Which node health asks, and for how long.</summary>
public sealed record HealthOptions : IValidatableObject
{
    /// <summary>The address and port that the node listens on, as it was told itself. Default 127.0.0.1:7878.</summary>
    [Description("Address and port that the node listens on, as serve was told: *:7878 is asked on the loopback")]
    [ValueName("HOST:PORT")]
    public string Http { get; init; } = "127.0.0.1:7878";

    /// <summary>The PEM file with the node's certificate: it is asked by HTTPS, and must show exactly that one. Default none: asked by
    /// HTTP.</summary>
    [Description("PEM file with the node's certificate, as serve was told: the node is asked by HTTPS, and must show this one")]
    [ValueName("FILE")]
    public string? HttpTlsCertificate { get; init; }

    /// <summary>Whether it is enough that the process answers; else it must be ready. Default false.</summary>
    [Description("Ask only whether the process answers, not whether it is ready")]
    public bool LiveOnly { get; init; }

    /// <summary>Longest that the answer may take. Default 5 seconds.</summary>
    [Description("Longest that the answer may take, as 5s")]
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan HealthTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Refuses an address that is none.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ListenAddress.TryParse(Http) is null or { Port: 0 })
            yield return new ValidationResult($"--http {Http} is not an address and a port that can be asked: give them as 127.0.0.1:7878.");
    }
}
