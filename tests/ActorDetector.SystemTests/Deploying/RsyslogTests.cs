using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Deploying;

/// <summary>With a real rsyslogd that follows a file and forwards it as the shipped configuration says.</summary>
[Collection(FleetTests.Name)]
public sealed partial class RsyslogTests(TrainedFleet fleet) : IDisposable
{
    private const string Rsyslogd = "/usr/sbin/rsyslogd";
    private const int Lines = 800;

    private readonly Workplace _place = new();
    private readonly int _port = FreePort();

    public void Dispose() => _place.Dispose();

    [ProgramFact(Rsyslogd)]
    public async Task What_rsyslog_forwards_arrives_exactly()
    {
        Write(0, Lines);
        using ServedNode node = await StartNodeAsync();
        using Process rsyslogd = StartRsyslogd();
        try
        {
            await node.WaitForEventsAsync("syslog-tcp", Lines);
            (await ArrivedAsync(node)).ShouldBe(Expected(0, Lines));
        }
        finally
        {
            await EndAsync(rsyslogd);
        }

        node.Stop();
    }

    [ProgramFact(Rsyslogd)]
    public async Task What_is_written_while_the_node_is_away_arrives_when_it_is_back()
    {
        Write(0, Lines);
        using Process rsyslogd = StartRsyslogd();
        try
        {
            using (ServedNode first = await StartNodeAsync())
            {
                await first.WaitForEventsAsync("syslog-tcp", Lines);
                first.Stop();
            }

            Write(Lines, Lines);
            using ServedNode second = await StartNodeAsync();
            await second.WaitForEventsAsync("syslog-tcp", 2 * Lines);

            (await ArrivedAsync(second)).Distinct().ShouldBe(Expected(0, 2 * Lines));
            second.Stop();
        }
        finally
        {
            await EndAsync(rsyslogd);
        }
    }

    private static IEnumerable<string> Expected(int first, int count) => Enumerable.Range(first, count).Select(i => $"web1 shop: order {i} was lost");

    // Every line is known to be bad, so every line is told with its very text; one host is one entity, so they are told in order.
    private Task<ServedNode> StartNodeAsync() => ServedNode.StartAsync(
        _place, "-m", fleet.Model, "--entity-from", "source", "--bad-word", "was lost", "--syslog-tcp", _port.ToString(CultureInfo.InvariantCulture));

    private void Write(int first, int count) =>
        File.AppendAllLines(_place.PathOf("shop.log"), Enumerable.Range(first, count).Select(i => $"order {i} was lost"));

    private Process StartRsyslogd()
    {
        Directory.CreateDirectory(_place.PathOf("spool"));
        string shipped = File.ReadAllText(Deployment.PathOf("rsyslog/50-actordetector.conf"));
        shipped.ShouldContain("port=\"5514\"");
        _place.Write("50-actordetector.conf", shipped.Replace("port=\"5514\"", $"port=\"{_port}\"", StringComparison.Ordinal));
        _place.Write("rsyslog.conf", $"""
            global(workDirectory="{_place.PathOf("spool")}" localHostname="web1")
            module(load="imfile")
            input(type="imfile" File="{_place.PathOf("shop.log")}" Tag="shop:")
            include(file="{_place.PathOf("50-actordetector.conf")}")

            """);
        ProcessStartInfo start = new(Rsyslogd, ["-n", "-f", _place.PathOf("rsyslog.conf"), "-i", _place.PathOf("rsyslogd.pid")])
        {
            RedirectStandardError = true,
        };
        Process rsyslogd = Process.Start(start)!;
        rsyslogd.BeginErrorReadLine();
        return rsyslogd;
    }

    private static async Task EndAsync(Process rsyslogd)
    {
        rsyslogd.Kill();
        await rsyslogd.WaitForExitAsync();
    }

    private static async Task<string[]> ArrivedAsync(ServedNode node) =>
        [.. (await node.AnomaliesAsync()).Where(anomaly => (string?)anomaly["kind"] == "known-bad").Select(anomaly => Stamp().Replace((string)anomaly["raw"]!, ""))];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"^\w{3} [ \d]\d \d\d:\d\d:\d\d ")]
    private static partial Regex Stamp();
}
