using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Serving;

/// <summary>Options take their way from the command line of serve to the part that they are for: one at least of each part's options.</summary>
[Collection(ServingTests.Name)]
public sealed class OptionTests : IDisposable
{
    private const string Lost = "2026-01-05 08:00:00.000 ERROR web-01 web.Zebra: The parcel was lost [req-00aa]\n";

    private readonly Workplace _place = new();
    private readonly ServedFleet _fleet;

    public OptionTests(ServedFleet fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        _fleet = fleet;
    }

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Records_of_the_standard_input_are_judged_to_its_end_and_told_on_the_standard_output()
    {
        Ended run = Read(Lost + "  at Shop.Send\n", "--record-start", "^2026", "--anomalies-file", "-");

        JsonNode told = run.Lines.Select(line => JsonNode.Parse(line)!).Single(anomaly => (string?)anomaly["kind"] == "known-bad");
        ((string)told["raw"]!).ShouldBe(Lost + "  at Shop.Send");
    }

    [Theory]
    [InlineData("text", "information", @"^\d{4}-\d\d-\d\dT[\d:.]+Z info: ")]
    [InlineData("systemd", "information", "^<6>")]
    [InlineData("json", "information", """^\{.*"LogLevel":"Information".*\}$""")]
    [InlineData("text", "error", null)]
    public void Its_own_log_is_written_in_the_style_and_from_the_level_that_are_asked_for(string style, string level, string? line)
    {
        string[] told = Read(Lost, "--log-style", style, "--log-level", level).Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        if (line is null)
            told.ShouldBeEmpty();
        else
            told.ShouldContain(one => Regex.IsMatch(one, line));
    }

    [Fact]
    public async Task Without_the_token_of_its_file_nobody_is_answered()
    {
        _place.Write("token", "0123456789abcdef");
        using ServedNode node = await ServeAsync("--http-token-file", "token");

        (await Should.ThrowAsync<HttpRequestException>(() => node.GetAsync("/api/counters"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_body_longer_than_allowed_is_refused()
    {
        using ServedNode node = await ServeAsync("--max-body-bytes", "1024");

        (await node.SendAsync(new string('x', 1024))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await node.SendAsync(new string('x', 1025))).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Judged_lines_and_unseen_templates_are_kept_as_far_as_allowed()
    {
        using ServedNode node = await ServeAsync(
            "--log-max-bytes", "16000000", "--max-entry-bytes", "5000000", "--log-segment-bytes", "65536", "--log-keep-bytes", "65536", "--retain-unseen", "1");
        for (int i = 0; i < 4; i++)
            await node.PostAsync(string.Concat(_fleet.LiveLines.Select(line => line + '\n')));
        await node.PostAsync(Lost + Lost.Replace("parcel was lost", "zebras jumped over everything", StringComparison.Ordinal));
        await node.SettleAsync();

        string log = _place.PathOf("data/log");
        long kept = await Eventually.Is(() => Task.FromResult(BytesOf(log)), bytes => bytes < 1_000_000);
        kept.ShouldBeGreaterThan(0);
        await Eventually.Is(() => node.GetAsync("/api/templates"), text => JsonNode.Parse(text)!["unseen"]!.AsArray().Count == 1);
    }

    [Fact]
    public async Task A_session_without_lines_is_closed_after_the_time_that_is_asked_for()
    {
        using ServedNode node = await ServeAsync("--close-after", "00:00:01");
        await node.PostAsync(Lost);
        await Eventually.Is(() => node.LinesAsync("http"), lines => lines == 1);

        await Eventually.Is(() => node.GetAsync("/api/sessions"), text => JsonNode.Parse(text)!["open"]!.AsArray().Count == 0);
    }

    [Fact]
    public async Task Its_metrics_are_sent_to_the_collector_that_is_named()
    {
        using TcpListener collector = new(IPAddress.Loopback, 0);
        collector.Start();
        using ServedNode node = await ServeAsync("--otlp-endpoint", $"http://{collector.LocalEndpoint}", "--otlp-interval", "00:00:00.1");

        using TcpClient exporter = await collector.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromMinutes(1));
        using StreamReader request = new(exporter.GetStream());
        (await request.ReadLineAsync()).ShouldBe("POST /v1/metrics HTTP/1.1");
    }

    [Fact]
    public async Task Syslog_is_received_over_UDP_from_anywhere_when_that_is_said_to_be_allowed()
    {
        using ServedNode node = await ServeAsync("--syslog-udp", "0.0.0.0:0", "--insecure", "--syslog-text", "raw");
        using UdpClient peer = new();

        await peer.SendAsync(Encoding.UTF8.GetBytes(Lost), "127.0.0.1", node.SyslogPort);

        await node.WaitForEventsAsync("syslog-udp", 1);
    }

    [Fact]
    public async Task Syslog_is_received_over_TLS()
    {
        _place.Write("node.pem", SelfSigned.Pem());
        using ServedNode node = await ServeAsync("--syslog-tls", "0", "--tls-certificate", "node.pem", "--syslog-text", "raw");
        using TcpClient peer = new();
        await peer.ConnectAsync("127.0.0.1", node.SyslogPort);
        await using SslStream secure = new(peer.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) => shown?.Subject == SelfSigned.Subject);
        await secure.AuthenticateAsClientAsync("localhost");

        await secure.WriteAsync(Encoding.UTF8.GetBytes(Lost));

        await node.WaitForEventsAsync("syslog-tls", 1);
    }

    private static long BytesOf(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    private Ended Read(string lines, params string[] words) => _place.RunOn(
        Encoding.UTF8.GetBytes(lines), ["serve", "-m", _fleet.Model, "--data", "data", "--http", "off", "--stdin", "--exit-at-end", "--bad-word", "was lost", .. words]).With(0);

    private Task<ServedNode> ServeAsync(params string[] words) => ServedNode.StartAsync(_place, ["-m", _fleet.Model, "--data", "data", .. words]);
}
