using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorDetector.Http.Security;

namespace ActorDetector.Commands;

/// <summary>Asks a running node over HTTP.</summary>
internal sealed class NodeClient : IDisposable
{
    private const int MostBytes = 64 << 20;

    private readonly HttpClient _client;
    private readonly string _limit;

    /// <summary>A client of a node.</summary>
    /// <param name="at">The node.</param>
    /// <param name="option">The option that says how long an answer may take.</param>
    /// <param name="patience">How long.</param>
    /// <param name="token">The token to show; null for none.</param>
    /// <exception cref="IOException">The certificate cannot be used.</exception>
    public NodeClient(NodeAddressOptions at, string option, TimeSpan patience, string? token = null)
    {
        _limit = $"{option} {patience:c}";
        _client = new HttpClient(HandlerOf(at)) { BaseAddress = BaseOf(at), Timeout = patience, MaxResponseContentBufferSize = MostBytes };
        if (token is not null)
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>What the node answers.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path, without a slash before it.</param>
    /// <param name="body">What is sent, as JSON; null for nothing.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="IOException">It does not answer.</exception>
    public NodeAnswer Ask(HttpMethod method, string path, JsonContent? body, CancellationToken stop)
    {
        var address = new Uri(_client.BaseAddress!, path);
        using var request = new HttpRequestMessage(method, address) { Content = body };
        try
        {
            using HttpResponseMessage answer = _client.SendAsync(request, stop).GetAwaiter().GetResult();
            return new NodeAnswer(address, answer.StatusCode, answer.Content.ReadAsStringAsync(stop).GetAwaiter().GetResult());
        }
        catch (HttpRequestException fault)
        {
            throw new IOException($"{address} does not answer: {fault.GetBaseException().Message}", fault);
        }
        catch (TaskCanceledException fault) when (!stop.IsCancellationRequested)
        {
            throw new IOException($"{address} did not answer within {_limit}.", fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    // What listens on all addresses listens on the loopback.
    private static Uri BaseOf(NodeAddressOptions options)
    {
        IPEndPoint at = ListenAddress.TryParse(options.Http)!;
        IPAddress address = at.Address.Equals(IPAddress.IPv6Any) || at.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : at.Address;
        return new UriBuilder(options.HttpTlsCertificate is null ? "http" : "https", address.ToString(), at.Port).Uri;
    }

    // The certificate names the machine for others, not the loopback: so it is compared whole, and its names do not matter.
    private static SocketsHttpHandler HandlerOf(NodeAddressOptions options)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        if (options.HttpTlsCertificate is { } file)
        {
            byte[] expected = HashOf(file);
            handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) =>
                shown is not null && CryptographicOperations.FixedTimeEquals(shown.GetCertHash(HashAlgorithmName.SHA256), expected);
        }

        return handler;
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
