using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace ActorDetector.Benchmarks.Serving;

/// <summary>A node in a process of its own, on free ports.</summary>
internal sealed partial class ServedNode : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client = new();

    private ServedNode(Process process) => _process = process;

    /// <summary>The port of syslog over TCP.</summary>
    public int SyslogPort { get; private set; }

    /// <summary>The most memory that the process had, in MB.</summary>
    public long PeakMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 >> 20;
        }
    }

    /// <summary>How much processor time it has taken.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<ServedNode> StartAsync(string program, params string[] options)
    {
        var start = new ProcessStartInfo("dotnet", [program, "serve", .. options, "--http", "127.0.0.1:0"]) { RedirectStandardError = true };
        var node = new ServedNode(Process.Start(start)!);
        while (await node._process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (SyslogAddress().Match(line) is { Success: true } syslog)
                node.SyslogPort = int.Parse(syslog.Groups[1].Value, CultureInfo.InvariantCulture);
            if (HttpAddress().Match(line) is { Success: true } http)
            {
                node._client.BaseAddress = new Uri(http.Groups[1].Value);
                _ = node._process.StandardError.ReadToEndAsync();
                return node;
            }
        }

        throw new InvalidOperationException("The node did not start.");
    }

    /// <summary>Sends lines, and waits until they are durable.</summary>
    public async Task PostAsync(byte[] lines)
    {
        using var body = new ByteArrayContent(lines);
        body.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        using HttpResponseMessage answer = await _client.PostAsync("/v1/lines", body).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Events that are stored.</summary>
    public async Task<long> EventsAsync() =>
        EventCount().Matches(await MetricsAsync().ConfigureAwait(false)).Sum(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    /// <summary>Waits for so many; how long the watch has run then.</summary>
    public async Task<TimeSpan> WaitForAsync(long events, Stopwatch watch)
    {
        while (await EventsAsync().ConfigureAwait(false) < events)
            await Task.Delay(20).ConfigureAwait(false);
        return watch.Elapsed;
    }

    /// <summary>The upper bounds of the latencies in seconds, and how many lines are within each.</summary>
    public async Task<(double[] Bounds, long[] Counts)> LatencyAsync()
    {
        Match[] buckets = [.. LatencyBucket().Matches(await MetricsAsync().ConfigureAwait(false)).Cast<Match>()];
        return (
            [.. buckets.Select(bucket => bucket.Groups[1].Value == "+Inf" ? double.PositiveInfinity : double.Parse(bucket.Groups[1].Value, CultureInfo.InvariantCulture))],
            [.. buckets.Select(bucket => long.Parse(bucket.Groups[2].Value, CultureInfo.InvariantCulture))]);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private Task<string> MetricsAsync() => _client.GetStringAsync("/metrics");

    [GeneratedRegex(@"Syslog is received at \S+:(\d+)")]
    private static partial Regex SyslogAddress();

    [GeneratedRegex(@"HTTP on (http\S+)")]
    private static partial Regex HttpAddress();

    [GeneratedRegex(@"^actordetector_events_total\S* (\d+)", RegexOptions.Multiline)]
    private static partial Regex EventCount();

    [GeneratedRegex("latency_seconds_bucket\\{le=\"(\\S+)\"\\} (\\d+)")]
    private static partial Regex LatencyBucket();
}
