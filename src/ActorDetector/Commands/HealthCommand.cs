using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorDetector.CommandLine;
using ActorDetector.Http.Security;

namespace ActorDetector.Commands;

/// <summary><c>health</c>: asks a running node how it is. For the health checks of containers, where nothing else can ask.</summary>
public sealed class HealthCommand : AppCommand
{
    private readonly OptionSet<HealthOptions> _health;

    /// <summary>The command.</summary>
    public HealthCommand()
        : base(
            "health",
            "Asks a running node on this machine whether it takes lines and judges them: exit code 0 when it does, 1 when not. For health checks of containers.",
            new Example("health", "the node at http://127.0.0.1:7878"),
            new Example("health --http *:7878 --live-only", "only whether it answers")) =>
        _health = AddOptions<HealthOptions>();

    /// <inheritdoc/>
    public override ExitCode Run(Invocation invocation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        HealthOptions options = invocation.Get(_health);
        using HttpClient client = ClientOf(options);
        var address = new Uri(BaseOf(options), options.LiveOnly ? "healthz" : "readyz");
        try
        {
            using HttpResponseMessage answer = client.GetAsync(address, invocation.Stop).GetAwaiter().GetResult();
            invocation.Terminal.Line(answer.Content.ReadAsStringAsync(invocation.Stop).GetAwaiter().GetResult().TrimEnd());
            return answer.IsSuccessStatusCode ? ExitCode.Done : ExitCode.BadInput;
        }
        catch (HttpRequestException fault)
        {
            throw new IOException($"{address} does not answer: {fault.GetBaseException().Message}", fault);
        }
        catch (TaskCanceledException fault) when (!invocation.Stop.IsCancellationRequested)
        {
            throw new IOException($"{address} did not answer within --health-timeout {options.HealthTimeout:c}.", fault);
        }
    }

    // What listens on all addresses listens on the loopback.
    private static Uri BaseOf(HealthOptions options)
    {
        IPEndPoint at = ListenAddress.TryParse(options.Http)!;
        IPAddress address = at.Address.Equals(IPAddress.IPv6Any) || at.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : at.Address;
        return new UriBuilder(options.HttpTlsCertificate is null ? "http" : "https", address.ToString(), at.Port).Uri;
    }

    // The certificate names the machine for others, not the loopback: so it is compared whole, and its names do not matter.
    private static HttpClient ClientOf(HealthOptions options)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        if (options.HttpTlsCertificate is { } file)
        {
            byte[] expected = HashOf(file);
            handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) =>
                shown is not null && CryptographicOperations.FixedTimeEquals(shown.GetCertHash(HashAlgorithmName.SHA256), expected);
        }

        return new HttpClient(handler) { Timeout = options.HealthTimeout };
    }

    private static byte[] HashOf(string file)
    {
        try
        {
            using X509Certificate2 certificate = X509Certificate2.CreateFromPem(File.ReadAllText(file));
            return certificate.GetCertHash(HashAlgorithmName.SHA256);
        }
        catch (CryptographicException fault)
        {
            throw new IOException($"--http-tls-certificate {file} cannot be used: {fault.Message}", fault);
        }
    }
}
