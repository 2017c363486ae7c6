using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.CommandLine;
using ActorDetector.Http.Security;

namespace ActorDetector.Http;

/// <summary>Where the node answers over HTTP, to whom, and how much it takes.</summary>
public sealed record HttpOptions : IValidatableObject
{
    /// <summary>Address and port to listen on, as <c>127.0.0.1:7878</c>, <c>[::1]:7878</c> or <c>*:7878</c>; port 0 is one that the system
    /// chooses; <c>off</c> for no HTTP. Default 127.0.0.1:7878.</summary>
    [Description("Address and port to listen on for HTTP, as 127.0.0.1:7878 or *:7878; off for none")]
    [ValueName("HOST:PORT")]
    public string Http { get; init; } = "127.0.0.1:7878";

    /// <summary>File with the bearer token that requests must carry; the environment variable ACTORDETECTOR_HTTP_TOKEN may hold it instead.
    /// Default none.</summary>
    [Description("File with the bearer token that requests must carry (or the token itself in ACTORDETECTOR_HTTP_TOKEN)")]
    [ValueName("FILE")]
    public string? HttpTokenFile { get; init; }

    /// <summary>PEM file with the server's certificate, and those that lead to its authority. Default none: no TLS.</summary>
    [Description("PEM file with the server's certificate, for HTTPS")]
    [ValueName("FILE")]
    public string? HttpTlsCertificate { get; init; }

    /// <summary>PEM file with the certificate's private key. Default: it is in the file of the certificate.</summary>
    [Description("PEM file with the certificate's private key, when it is not in the certificate's file")]
    [ValueName("FILE")]
    public string? HttpTlsKey { get; init; }

    /// <summary>PEM file with the authorities whose certificates clients must show. Default none: clients show no certificate.</summary>
    [Description("PEM file with the authorities whose certificates HTTPS clients must show")]
    [ValueName("FILE")]
    public string? HttpTlsClientAuthority { get; init; }

    /// <summary>Whether everybody who reaches the address may do everything, also beyond loopback. Default false.</summary>
    [Description("Listen beyond loopback without a token or client certificates: everybody may send lines, read them and switch the model")]
    public bool Insecure { get; init; }

    /// <summary>Largest body of a request in bytes, as it is sent. Default 64 MiB.</summary>
    [Description("Largest body of an HTTP request in bytes, as it is sent")]
    [Range(1024, 1L << 40)]
    public long MaxBodyBytes { get; init; } = 64 << 20;

    /// <summary>Largest body of a request in bytes, unpacked. Default 512 MiB: lines are read as they come, and take no more memory for
    /// it.</summary>
    [Description("Largest body of an HTTP request in bytes, unpacked")]
    [Range(1024, 1L << 40)]
    public long MaxUnpackedBytes { get; init; } = 512 << 20;

    /// <summary>Largest body of an OTLP request in bytes, unpacked; such bodies are held in memory, all together at most four times as many
    /// bytes. Default 16 MiB.</summary>
    [Description("Largest body of an OTLP request in bytes, unpacked; it is held in memory")]
    [Range(1024, 1 << 30)]
    public int MaxOtlpBytes { get; init; } = 16 << 20;

    /// <summary>The resource attributes that name the entity of an OTLP record, the first that is there. Default service.name, then
    /// host.name.</summary>
    [Description("Resource attributes that name the entity of an OTLP record, the first that is there (default: service.name, host.name)")]
    [ValueName("ATTRIBUTE")]
    public IReadOnlyList<string> OtlpEntity { get; init; } = ["service.name", "host.name"];

    /// <summary>Most connections at once; more are closed at once. Default 512.</summary>
    [Description("Most HTTP connections at once; more are closed")]
    [Range(1, 100_000)]
    public int MaxHttpConnections { get; init; } = 512;

    /// <summary>Most header fields of a request. Default 64.</summary>
    [Description("Most header fields of an HTTP request")]
    [Range(8, 10_000)]
    public int MaxHttpHeaders { get; init; } = 64;

    /// <summary>Most bytes of a request's header. Default 32 KiB.</summary>
    [Description("Most bytes of the header of an HTTP request")]
    [Range(1024, 1 << 24)]
    public int MaxHttpHeaderBytes { get; init; } = 32 << 10;

    /// <summary>The time that a client has to send a request's header. Default 10 s.</summary>
    [Description("Time that a client has to send the header of an HTTP request")]
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan HttpHeaderTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Least rate of a body in bytes a second, from five seconds after its begin; a slower one is refused. Default 240.</summary>
    [Description("Least rate of a body in bytes a second; a slower request is ended")]
    [Range(1, 1 << 30)]
    public int MinBodyRate { get; init; } = 240;

    /// <summary>How long lines may wait for room in the shard log before the client is told to come again (429). Default 10 s.</summary>
    [Description("How long received lines may wait for room in the shard log before the client is told to come again")]
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan MaxHttpWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether HTTP is not wanted.</summary>
    internal bool IsOff => Http == "off";

    /// <summary>Refuses an address that is none, TLS files without a certificate, and attributes without a name.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOff && ListenAddress.TryParse(Http) is null)
            yield return new ValidationResult($"--http {Http} is not an address and a port: give one as 127.0.0.1:7878, [::1]:7878 or *:7878, or off.");
        (string Option, string? File)[] files = [("--http-tls-key", HttpTlsKey), ("--http-tls-client-authority", HttpTlsClientAuthority)];
        foreach ((string option, string? file) in files)
        {
            if (file is not null && HttpTlsCertificate is null)
                yield return new ValidationResult($"{option} {file} needs --http-tls-certificate.");
        }

        if (OtlpEntity.FirstOrDefault(string.IsNullOrWhiteSpace) is { } empty)
            yield return new ValidationResult($"--otlp-entity '{empty}' is not the name of an attribute: give one as service.name.");
    }
}
