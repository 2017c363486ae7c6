using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Sources.Syslog;

namespace ActorDetector.Actors.Tests.Sources.Syslog;

public sealed class SyslogTlsTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly SyslogOptions _options;

    public SyslogTlsTests()
    {
        _authority.Issue("server", isServer: true).Dispose();
        _options = new SyslogOptions { SyslogText = SyslogText.Message, TlsCertificate = _authority.Path("server.pem"), TlsKey = _authority.Path("server.key") };
    }

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Lines_arrive_over_TLS(SslProtocols protocol)
    {
        await using RunningSource running = RunningSource.OfTcp(_options, overTls: true);
        running.Source.Name.ShouldBe("syslog-tls");
        using (SslStream client = await ConnectAsync(running, null, protocol))
        {
            await SendAsync(client, string.Concat(Enumerable.Range(0, 5_000).Select(i => i % 2 == 0 ? $"<13>1 - web1 - - - - {i}\n" : $"{$"{i}".Length + 4} <13>{i}")));
            await client.ShutdownAsync();
        }

        await running.Ingest.WaitAsync(5_000);
        running.Ingest.Lines.Select(line => line.Line).ShouldBe(Enumerable.Range(0, 5_000).Select(i => $"{i}"));
    }

    [Fact]
    public async Task A_certificate_of_the_clients_authority_is_required_when_one_is_given()
    {
        await using RunningSource running = RunningSource.OfTcp(_options with { TlsClientAuthority = _authority.Path("authority.pem") }, overTls: true);
        using (X509Certificate2 certificate = _authority.Issue("client", isServer: false))
        using (SslStream client = await ConnectAsync(running, certificate))
        {
            await SendAsync(client, "7 <13>yes");
            await running.Ingest.WaitAsync(1);
        }

        using TestAuthority stranger = new();
        using X509Certificate2 foreign = stranger.Issue("client", isServer: false);
        using X509Certificate2 server = _authority.Issue("other", isServer: true);
        foreach (X509Certificate2? wrong in new[] { null, foreign, server })
            await ShouldBeRefusedAsync(running, wrong);
        running.Tcp.FailedHandshakes.ShouldBe(3);
        running.Ingest.Lines.ShouldHaveSingleItem().Line.ShouldBe("yes");
    }

    [Fact]
    public async Task A_peer_that_does_not_speak_TLS_or_says_nothing_is_closed_and_counted_and_others_go_on()
    {
        await using RunningSource running = RunningSource.OfTcp(_options with { TlsHandshakeTimeout = TimeSpan.FromSeconds(2) }, overTls: true);
        using Socket plain = await running.ConnectAsync();
        await RunningSource.SendAsync(plain, "<13>plain text, and enough of it for a header of TLS\n");
        (await RunningSource.IsClosedAsync(plain)).ShouldBeTrue();
        using Socket silent = await running.ConnectAsync();
        (await RunningSource.IsClosedAsync(silent)).ShouldBeTrue();
        using SslStream client = await ConnectAsync(running, null);
        await SendAsync(client, "<13>x\n");
        await running.Ingest.WaitAsync(1);
        running.Tcp.FailedHandshakes.ShouldBe(2);
    }

    [Fact]
    public async Task A_stop_hands_on_what_peers_have_sent_over_TLS()
    {
        await using RunningSource running = RunningSource.OfTcp(_options, overTls: true);
        using SslStream client = await ConnectAsync(running, null);
        await SendAsync(client, "first\n");
        await running.Ingest.WaitAsync(1);
        running.Ingest.Close();
        await SendAsync(client, string.Concat(Enumerable.Repeat("line\n", 20_000)) + "half");
        Task stopped = running.StopAsync();
        running.Ingest.Open();
        await stopped;
        running.Ingest.Lines.Count.ShouldBe(20_001);
        running.Ingest.Noted(DropReason.BadFrame).ShouldBe(1);
    }

    [Theory]
    [InlineData("--tls-certificate", "missing.pem", "server.key", null)]
    [InlineData("--tls-certificate", "server.key", "server.key", null)]
    [InlineData("--tls-certificate", "server.pem", "authority.pem", null)]
    [InlineData("--tls-client-authority", "server.pem", "server.key", "server.key")]
    public void Files_that_cannot_be_used_are_named(string option, string certificate, string key, string? authority)
    {
        SyslogOptions options = _options with
        {
            TlsCertificate = _authority.Path(certificate),
            TlsKey = _authority.Path(key),
            TlsClientAuthority = authority is null ? null : _authority.Path(authority),
        };
        Should.Throw<ArgumentException>(() => RunningSource.OfTcp(options, overTls: true)).Message.ShouldStartWith(option);
    }

    private async Task ShouldBeRefusedAsync(RunningSource running, X509Certificate2? certificate)
    {
        try
        {
            using SslStream client = await ConnectAsync(running, certificate);
            await SendAsync(client, "<13>no\n");
            (await client.ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(0);
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            // Refused.
        }
    }

    private async Task<SslStream> ConnectAsync(RunningSource running, X509Certificate2? certificate, SslProtocols protocol = SslProtocols.None)
    {
        SslStream client = new(new NetworkStream(await running.ConnectAsync(), ownsSocket: true));
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(_authority.Path("authority.pem"));
        await client.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = protocol,
            CertificateChainPolicy = policy,
            ClientCertificateContext = certificate is null ? null : SslStreamCertificateContext.Create(certificate, null, offline: true),
        });
        return client;
    }

    private static async Task SendAsync(SslStream client, string text) => await client.WriteAsync(Encoding.ASCII.GetBytes(text));
}
