using System.Diagnostics;
using ActorDetector.Actors.Sources.Syslog;

namespace ActorDetector.Actors.Tests.Sources.Syslog;

/// <summary>With the logger of util-linux.</summary>
public sealed class LoggerTests
{
    private const string Logger = "/usr/bin/logger";

    [ProgramTheory(Logger)]
    [InlineData("--tcp", "--rfc5424")]
    [InlineData("--tcp", "--rfc3164")]
    [InlineData("--tcp", "--rfc5424", "--octet-count")]
    [InlineData("--tcp", "--rfc3164", "--octet-count")]
    [InlineData("--udp", "--rfc5424")]
    [InlineData("--udp", "--rfc3164")]
    public async Task What_logger_sends_arrives(params string[] arguments)
    {
        SyslogOptions options = new();
        await using RunningSource running = arguments.Contains("--udp") ? RunningSource.OfUdp(options) : RunningSource.OfTcp(options);
        ProcessStartInfo start = new(Logger, ["-n", "127.0.0.1", "-P", $"{running.EndPoint.Port}", .. arguments, "--id=42", "-t", "shop"])
        {
            RedirectStandardInput = true,
        };
        using Process logger = Process.Start(start)!;
        await logger.StandardInput.WriteAsync("paid 12 €\nrefused\n");
        logger.StandardInput.Close();
        await logger.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        await running.Ingest.WaitAsync(2);
        string host = running.Ingest.Lines[0].Entity;
        Environment.MachineName.ShouldStartWith(host.Split('.')[0]);
        running.Ingest.Lines.Select(line => line.Line[15..]).ShouldBe([$" {host} shop[42]: paid 12 \u00E2\u0082\u00AC", $" {host} shop[42]: refused"]);
        running.Ingest.Lines.ShouldAllBe(line => line.Time > 0);
    }
}
