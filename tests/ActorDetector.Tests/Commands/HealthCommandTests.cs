using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorDetector.Http;
using ActorDetector.Tests.Http;

namespace ActorDetector.Tests.Commands;

[Collection(TrainedModelTests.Name)]
public sealed class HealthCommandTests(TrainedModel model) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_node_that_is_ready_is_healthy()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);

        ProgramRun run = await Ask(face);

        run.Code.ShouldBe(0, run.Remarks);
        run.Results.ShouldContain("\"ready\":true");
    }

    [Fact]
    public async Task A_node_that_is_not_ready_is_not_unless_it_is_enough_that_it_answers()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        face.Node.Status = face.Node.Status with { IsReady = false };

        (await Ask(face)).Code.ShouldBe(1);
        (await Ask(face, "--live-only")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task No_token_is_needed()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, token: FaceUnderTest.Token);

        (await Ask(face)).Code.ShouldBe(0);
    }

    [Fact]
    public async Task What_listens_on_all_addresses_is_asked_on_the_loopback()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, new HttpOptions { Http = "*:0", Insecure = true });

        (await ProgramRun.Of(_folder, "health", "--http", $"*:{face.Face.Addresses[0].Port}")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Over_HTTPS_the_node_must_show_its_own_certificate()
    {
        Issue("node");
        Issue("other");
        await using FaceUnderTest face = await FaceUnderTest.Of(
            model, new HttpOptions { Http = "127.0.0.1:0", HttpTlsCertificate = _folder.PathOf("node.pem"), HttpTlsKey = _folder.PathOf("node.key") });

        (await Ask(face, "--http-tls-certificate", _folder.PathOf("node.pem"))).Code.ShouldBe(0);
        (await Ask(face, "--http-tls-certificate", _folder.PathOf("other.pem"))).Code.ShouldBe(1);
        (await Ask(face)).Code.ShouldBe(1);
    }

    [Fact]
    public async Task Where_nobody_answers_it_says_so()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        string address = silent.LocalEndpoint.ToString()!;

        ProgramRun late = await ProgramRun.Of(_folder, "health", "--http", address, "--health-timeout", "200ms");
        silent.Stop();
        ProgramRun gone = await ProgramRun.Of(_folder, "health", "--http", address);

        (late.Code, gone.Code).ShouldBe((1, 1));
        late.Remarks.ShouldContain("--health-timeout 00:00:00.2");
        gone.Remarks.ShouldContain($"http://{address}/readyz does not answer");
    }

    [Theory]
    [InlineData("--http", "off")]
    [InlineData("--http", "127.0.0.1:0")]
    [InlineData("--health-timeout", "0s")]
    public async Task What_cannot_be_asked_is_refused(string option, string value)
    {
        ProgramRun run = await ProgramRun.Of(_folder, "health", option, value);

        run.Code.ShouldBe(2);
        run.Remarks.ShouldContain($"{option} {value}");
    }

    private Task<ProgramRun> Ask(FaceUnderTest face, params string[] words) =>
        ProgramRun.Of(_folder, ["health", "--http", face.Face.Addresses[0].Authority, .. words]);

    private void Issue(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        _folder.Write($"{name}.pem", certificate.ExportCertificatePem());
        _folder.Write($"{name}.key", key.ExportPkcs8PrivateKeyPem());
    }
}
