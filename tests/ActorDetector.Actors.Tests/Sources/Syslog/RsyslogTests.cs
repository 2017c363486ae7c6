using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ActorDetector.Actors.Tests.Sources.Syslog;

/// <summary>With a real rsyslogd that follows a file and forwards it.</summary>
public sealed class RsyslogTests : IDisposable
{
    private const string Rsyslogd = "/usr/sbin/rsyslogd";
    private const string Gtls = "/usr/lib/x86_64-linux-gnu/rsyslog/lmnsd_gtls.so";
    private const int Lines = 3_000;

    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [ProgramTheory(Rsyslogd)]
    [InlineData("traditional", "RSYSLOG_TraditionalForwardFormat")]
    [InlineData("octet-counted", "RSYSLOG_SyslogProtocol23Format")]
    [InlineData("octet-counted", "RSYSLOG_ForwardFormat")]
    public async Task What_rsyslogd_forwards_arrives(string framing, string template)
    {
        await using RunningSource running = RunningSource.OfTcp(new());
        await ForwardAsync(running, $"protocol=\"tcp\" TCP_Framing=\"{framing}\" template=\"{template}\"", "");
    }

    [ProgramFact(Gtls)]
    public async Task What_rsyslogd_forwards_over_TLS_with_its_certificate_arrives()
    {
        _authority.Issue("server", isServer: true).Dispose();
        _authority.Issue("client", isServer: false).Dispose();
        await using RunningSource running = RunningSource.OfTcp(
            new()
            {
                TlsCertificate = _authority.Path("server.pem"),
                TlsKey = _authority.Path("server.key"),
                TlsClientAuthority = _authority.Path("authority.pem"),
            },
            overTls: true);
        await ForwardAsync(
            running,
            "protocol=\"tcp\" TCP_Framing=\"octet-counted\" template=\"RSYSLOG_SyslogProtocol23Format\" StreamDriver=\"gtls\" StreamDriverMode=\"1\" "
                + "StreamDriverAuthMode=\"x509/name\" StreamDriverPermittedPeers=\"localhost\"",
            $"""
            global(DefaultNetstreamDriverCAFile="{_authority.Path("authority.pem")}" DefaultNetstreamDriverCertFile="{_authority.Path("client.pem")}"
                   DefaultNetstreamDriverKeyFile="{_authority.Path("client.key")}")
            """);
        running.Tcp.FailedHandshakes.ShouldBe(0);
    }

    private async Task ForwardAsync(RunningSource running, string action, string global)
    {
        string log = _authority.Path("input.log");
        await File.WriteAllTextAsync(log, string.Concat(Enumerable.Range(0, Lines).Select(i => $"line {i} of the shop\n")));
        await File.WriteAllTextAsync(_authority.Path("conf"), $"""
            global(workDirectory="{_authority.Folder}" localHostname="web1")
            {global}
            module(load="imfile")
            input(type="imfile" File="{log}" Tag="shop:")
            action(type="omfwd" target="127.0.0.1" port="{running.EndPoint.Port.ToString(CultureInfo.InvariantCulture)}" {action})

            """);
        ProcessStartInfo start = new(Rsyslogd, ["-n", "-f", _authority.Path("conf"), "-i", _authority.Path("pid")]) { RedirectStandardError = true };
        using Process rsyslogd = Process.Start(start)!;
        StringBuilder errors = new();
        rsyslogd.ErrorDataReceived += (_, told) => errors.AppendLine(told.Data);
        rsyslogd.BeginErrorReadLine();
        try
        {
            await running.Ingest.WaitAsync(Lines);
            List<string> lines = [.. running.Ingest.Lines.Where(line => line.Line.Contains(" shop: ", StringComparison.Ordinal)).Select(line => line.Line[15..])];
            lines.ShouldBe(Enumerable.Range(0, Lines).Select(i => $" web1 shop: line {i} of the shop"), errors.ToString());
        }
        finally
        {
            rsyslogd.Kill();
            await rsyslogd.WaitForExitAsync();
        }
    }
}
