using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.CommandLine;
using ActorDetector.Http.Security;

namespace ActorDetector.Commands;

/// <summary>Which running node is asked.</summary>
public sealed record NodeAddressOptions : IValidatableObject
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

    /// <summary>Refuses an address that is none.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ListenAddress.TryParse(Http) is null or { Port: 0 })
            yield return new ValidationResult($"--http {Http} is not an address and a port that can be asked: give them as 127.0.0.1:7878.");
    }
}
