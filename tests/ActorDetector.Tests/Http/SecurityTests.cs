using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ActorDetector.Actors.Nodes;
using ActorDetector.Http;
using ActorDetector.Http.Security;

namespace ActorDetector.Tests.Http;

/// <summary>Who may ask, and for how much.</summary>
[Collection(TrainedModelTests.Name)]
public sealed class SecurityTests(TrainedModel model)
{
    [Fact]
    public async Task Beyond_loopback_it_refuses_to_start_unless_it_is_told_who_may_ask()
    {
        var open = new HttpOptions { Http = "*:0" };

        IOException refused = await Should.ThrowAsync<IOException>(() => FaceUnderTest.Of(model, open));
        await using FaceUnderTest withToken = await FaceUnderTest.Of(model, open, FaceUnderTest.Token);
        await using FaceUnderTest insecure = await FaceUnderTest.Of(model, open with { Insecure = true });

        refused.Message.ShouldContain("--http *:0");
        refused.Message.ShouldContain("--http-token-file");
        refused.Message.ShouldContain("--insecure");
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/api/anomalies")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/nowhere")]
    public async Task Without_the_token_nothing_is_told_but_health(string path)
    {
        using var logs = new CollectedLogs();
        await using FaceUnderTest face = await FaceUnderTest.Of(model, token: FaceUnderTest.Token, logs: logs);
        face.Node.Status = face.Node.Status with { IsReady = false, Conditions = [new Condition("log", "it is full", true)] };

        HttpAnswer missing = await face.Get(path);
        face.Client.DefaultRequestHeaders.Add("Authorization", "Bearer " + FaceUnderTest.Token[..^1] + "x");
        HttpAnswer wrong = await face.Get(path);
        HttpAnswer health = await face.Get("/healthz");
        HttpAnswer ready = await face.Get("/readyz");
        face.Client.DefaultRequestHeaders.Remove("Authorization");
        face.Client.DefaultRequestHeaders.Add("Authorization", "Bearer " + FaceUnderTest.Token);
        HttpAnswer right = await face.Get(path);

        missing.Code.ShouldBe(401);
        missing.Header.ShouldContain("WWW-Authenticate: Bearer");
        wrong.Code.ShouldBe(401);
        wrong.Text.ShouldBe(missing.Text);
        health.Code.ShouldBe(200);
        (ready.Code, ready.Text).ShouldBe((503, """{"ready":false,"draining":false,"conditions":null}"""));
        right.Code.ShouldBe(path == "/nowhere" ? 404 : 200);
        logs.Text.ShouldNotContain(FaceUnderTest.Token[..^1]);
    }

    [Fact]
    public async Task Lines_and_models_need_the_token_too()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, token: FaceUnderTest.Token);

        (await face.PostLines("a\n")).Code.ShouldBe(401);
        (await face.Post("/api/model", "{}"u8.ToArray(), "application/json")).Code.ShouldBe(401);
        (await face.Post("/v1/logs", "{}"u8.ToArray(), "application/json")).Json.GetProperty("code").GetInt32().ShouldBe(16);
        face.Node.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_is_read_from_its_file_and_a_bad_one_is_refused_without_telling_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("good", FaceUnderTest.Token + "\n");
        folder.Write("short", "hush");

        AccessToken.Read(folder.PathOf("good"), null)!.IsIn("bearer " + FaceUnderTest.Token).ShouldBeTrue();
        AccessToken.Read(null, null).ShouldBeNull();
        IOException fault = Should.Throw<IOException>(() => AccessToken.Read(folder.PathOf("short"), null));
        fault.Message.ShouldContain("at least 16");
        fault.Message.ShouldNotContain("hush");
        Should.Throw<IOException>(() => AccessToken.Read(folder.PathOf("missing"), null)).Message.ShouldContain("missing");
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData("Host", "evil.example", 421)]
    [InlineData("Origin", "http://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Host", "localhost:1", 200)]
    public async Task Pages_of_other_sites_cannot_make_a_browser_ask(string header, string value, int code)
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);

        (await face.PostLines("a\n", (header, value))).Code.ShouldBe(code);
    }

    [Fact]
    public async Task Clients_must_show_a_certificate_of_the_authority()
    {
        using var folder = new TemporaryFolder();
        using X509Certificate2 authority = Certificate("CN=authority", null);
        using X509Certificate2 server = Certificate("CN=localhost", authority);
        using X509Certificate2 client = Certificate("CN=client", authority);
        using X509Certificate2 stranger = Certificate("CN=stranger", null);
        folder.Write("server.pem", server.ExportCertificatePem());
        folder.Write("server.key", server.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        folder.Write("authority.pem", authority.ExportCertificatePem());
        await using FaceUnderTest face = await FaceUnderTest.Of(model, new HttpOptions
        {
            Http = "*:0",
            HttpTlsCertificate = folder.PathOf("server.pem"),
            HttpTlsKey = folder.PathOf("server.key"),
            HttpTlsClientAuthority = folder.PathOf("authority.pem"),
        });
        Uri address = new($"https://127.0.0.1:{face.Client.BaseAddress!.Port}/readyz");

        (await Ask(address, client)).ShouldBe(HttpStatusCode.OK);
        (await Ask(address, stranger)).ShouldBeNull();
        (await Ask(address, null)).ShouldBeNull();
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_used_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("bad.pem", "nothing");

        IOException fault = await Should.ThrowAsync<IOException>(() => FaceUnderTest.Of(model, new HttpOptions { HttpTlsCertificate = folder.PathOf("bad.pem") }));

        fault.Message.ShouldContain("--http-tls-certificate");
        fault.Message.ShouldContain("bad.pem");
    }

    [Fact]
    public async Task An_address_that_is_taken_or_not_of_this_machine_is_named()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        string taken = $"127.0.0.1:{face.Client.BaseAddress!.Port}";

        (await Should.ThrowAsync<IOException>(() => FaceUnderTest.Of(model, new HttpOptions { Http = taken }))).Message.ShouldContain($"--http {taken}");
        (await Should.ThrowAsync<IOException>(() => FaceUnderTest.Of(model, new HttpOptions { Http = "192.0.2.1:0", Insecure = true }))).Message
            .ShouldContain("an address of this machine");
    }

    [Fact]
    public async Task A_header_of_a_thousand_fields_or_too_many_bytes_is_refused()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, new HttpOptions { MaxHttpHeaders = 20, MaxHttpHeaderBytes = 4096 });

        (await Raw(face, string.Concat(Enumerable.Range(0, 1000).Select(i => $"x{i}: 1\r\n")))).ShouldStartWith("HTTP/1.1 431");
        (await Raw(face, $"x: {new string('a', 5000)}\r\n")).ShouldStartWith("HTTP/1.1 431");
        (await face.Get("/healthz")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task A_header_that_does_not_come_is_not_waited_for_for_ever()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, new HttpOptions { HttpHeaderTimeout = TimeSpan.FromSeconds(0.5) });
        Uri address = face.Client.BaseAddress!;
        using var client = new TcpClient(address.Host, address.Port);
        await client.GetStream().WriteAsync("GET /healthz HTT"u8.ToArray());

        using var reader = new StreamReader(client.GetStream());
        string said = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));

        said.ShouldStartWith("HTTP/1.1 408");
    }

    [Fact]
    public async Task A_body_slower_than_the_least_rate_is_ended()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, new HttpOptions { MinBodyRate = 100_000 });
        Uri address = face.Client.BaseAddress!;
        using var client = new TcpClient(address.Host, address.Port);
        await client.GetStream().WriteAsync("POST /v1/lines HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nslow"u8.ToArray());

        using var reader = new StreamReader(client.GetStream());
        string said = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));

        said.ShouldStartWith("HTTP/1.1 408");
        said.ShouldContain("--min-body-rate");
        face.Node.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Connections_beyond_the_limit_are_closed_and_the_others_go_on()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, new HttpOptions { MaxHttpConnections = 1 });
        (await face.Get("/healthz")).Code.ShouldBe(200); // keeps its connection
        Uri address = face.Client.BaseAddress!;
        using var second = new TcpClient(address.Host, address.Port);

        (await second.GetStream().ReadAsync(new byte[10]).AsTask().WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(0);
        (await face.Get("/healthz")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task A_drain_lets_running_requests_end_and_no_more_begin()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        var gate = new TaskCompletionSource();
        face.Node.Gate = gate.Task;
        Task<HttpAnswer> running = face.PostLines("a\n");
        await Running(face);
        Task drained = face.Face.DrainAsync(TimeSpan.FromSeconds(60));
        HttpAnswer late = await face.PostLines("b\n");
        HttpAnswer ready = await face.Get("/readyz");
        drained.IsCompleted.ShouldBeFalse();
        gate.SetResult();

        await drained;
        (await running).Code.ShouldBe(200);
        late.Code.ShouldBe(503);
        late.RetryAfter.ShouldBe("5");
        ready.Code.ShouldBe(503);
        ready.Json.GetProperty("draining").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_drain_ends_at_its_limit()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        face.Node.Gate = new TaskCompletionSource().Task;
        Task<HttpAnswer> running = face.PostLines("a\n");
        await Running(face);

        await face.Face.DrainAsync(TimeSpan.FromSeconds(0.1));

        (await running).Code.ShouldBe(503);
    }

    [Fact]
    public async Task Health_ready_and_what_is_wrong_are_told()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        (await face.Get("/readyz")).Code.ShouldBe(200);
        face.Node.Status = face.Node.Status with { Conditions = [new Condition("sink webhook", "refused", false)] };
        HttpAnswer troubled = await face.Get("/readyz");
        face.Node.Status = face.Node.Status with { IsDraining = true };
        HttpAnswer draining = await face.Get("/readyz");

        troubled.Code.ShouldBe(200);
        troubled.Json.GetProperty("conditions")[0].GetRawText().ShouldBe("""{"part":"sink webhook","trouble":"refused","blocking":false}""");
        draining.Code.ShouldBe(503);
        (await face.Get("/healthz")).Text.ShouldBe("ok\n");
    }

    [Theory]
    [InlineData("7878")]
    [InlineData("nowhere.example:80")]
    [InlineData("127.0.0.1:70000")]
    [InlineData("::1:80")]
    public void An_address_that_is_none_is_refused(string http) =>
        new HttpOptions { Http = http }.Validate(new ValidationContext(this)).ShouldHaveSingleItem().ErrorMessage!.ShouldContain($"--http {http}");

    [Fact]
    public void Tls_files_without_a_certificate_are_refused() =>
        new HttpOptions { HttpTlsClientAuthority = "ca.pem" }.Validate(new ValidationContext(this)).ShouldHaveSingleItem().ErrorMessage!.ShouldContain("--http-tls-certificate");

    // Until the node has its lines.
    private static Task Running(FaceUnderTest face) => Eventually.IsTrue(() => face.Node.Waiting > 0);

    private static async Task<string> Raw(FaceUnderTest face, string headers)
    {
        Uri address = face.Client.BaseAddress!;
        using var client = new TcpClient(address.Host, address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /healthz HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n"));
        byte[] said = new byte[100];
        return Encoding.ASCII.GetString(said, 0, await client.GetStream().ReadAsync(said));
    }

    private static X509Certificate2 Certificate(string name, X509Certificate2? authority)
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority is null, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], false));
        DateTimeOffset from = TimeProvider.System.GetUtcNow().AddDays(-1);
        if (authority is null)
            return request.CreateSelfSigned(from, from.AddDays(10));
        using X509Certificate2 signed = request.Create(authority, from.AddHours(1), from.AddDays(9), [1, 2, 3, (byte)name.Length]);
        return signed.CopyWithPrivateKey(key);
    }

    private static async Task<HttpStatusCode?> Ask(Uri address, X509Certificate2? certificate)
    {
        using var handler = new SocketsHttpHandler();
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=localhost",
            ClientCertificates = certificate is null ? [] : [certificate],
            LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate,
        };
        using var client = new HttpClient(handler);
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(address);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
