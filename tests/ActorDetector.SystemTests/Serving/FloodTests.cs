using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ActorDetector.SystemTests.Processes;
using Xunit.Abstractions;

namespace ActorDetector.SystemTests.Serving;

/// <summary>Whatever arrives, the process stays under --max-memory; who waits is told, and every line is accounted for.</summary>
[Collection(ServingTests.Name)]
public sealed class FloodTests : IDisposable
{
    private const long MiB = 1 << 20;
    private const long Ceiling = 640 * MiB;
    private const int LongLine = 10 << 20;

    private readonly Workplace _place = new();
    private readonly ServedFleet _fleet;
    private readonly ITestOutputHelper _output;
    private readonly string _before;
    private readonly string _behind;

    public FloodTests(ServedFleet fleet, ITestOutputHelper output)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        (_fleet, _output) = (fleet, output);
        string line = fleet.LiveLines.First(line => line.Contains("req-", StringComparison.Ordinal));
        Match id = Regex.Match(line, "req-[0-9a-f]+");
        (_before, _behind) = (line[..id.Index], line[(id.Index + id.Length)..]);
    }

    public void Dispose() => _place.Dispose();

    [LinuxFact]
    public async Task Ten_million_entities()
    {
        int entities = Long.IsAsked ? 10_000_000 : 100_000;
        using ServedNode node = await ServeAsync();
        await FloodAsync(node, entities, number => $"{_before}req-{number * 2654435761L:x16}{_behind}\n");

        // A shard has at most two million open sessions: of more, the one used least recently is closed.
        (await CountAsync(node, "actordetector_sessions")).ShouldBe(Math.Min(entities, 4 * 2_000_000));
    }

    [LinuxFact]
    public async Task A_new_template_on_every_line()
    {
        int lines = Long.IsAsked ? 1_000_000 : 20_000;
        using ServedNode node = await ServeAsync();
        await FloodAsync(node, lines, NewTemplate);

        (await CountAsync(node, "actordetector_unseen_templates")).ShouldBeLessThanOrEqualTo(4 * 10_000);
    }

    [LinuxFact]
    public async Task Lines_of_ten_megabytes_are_skipped_and_counted_from_every_source()
    {
        string line = LineOf(LongLine) + '\n';
        int lines = Long.IsAsked ? 50 : 3;
        using ServedNode node = await ServeAsync("--syslog-tcp", "0", "--syslog-text", "raw", "--files", _place.PathOf("app.log"), "--file-poll", "00:00:00.010");
        for (int i = 0; i < lines; i++)
        {
            await node.PostAsync(line);
            await File.AppendAllTextAsync(_place.PathOf("app.log"), line);
            using TcpClient client = new();
            await client.ConnectAsync("127.0.0.1", node.SyslogPort);
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(line));
        }

        string[] sources = ["http", "files", "syslog-tcp"];
        foreach (string source in sources)
        {
            await Eventually.Is(() => node.LinesAsync(source), counted => counted == lines);
            ((long)(await node.CountersAsync())[source]["skipped"]!["too-long"]!).ShouldBe(lines, source);
        }

        Report(node, $"{sources.Length * lines} lines of 10 MiB");
    }

    [LinuxFact]
    public async Task Many_large_bodies_at_once()
    {
        int clients = Long.IsAsked ? 200 : 16, linesEach = Long.IsAsked ? 100_000 : 8_000;
        using ServedNode node = await ServeAsync();
        var watch = Stopwatch.StartNew();
        int[] refusals = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => PostAllAsync(
            node, string.Concat(Enumerable.Range(client * linesEach, linesEach).Select(number => $"{_before}req-{number % 50_000:x8}{_behind}\n")))));

        await WaitForAsync(node, "http", (long)clients * linesEach);
        Report(node, $"{clients} bodies of {linesEach:N0} lines in {watch.Elapsed.TotalSeconds:F1} s, {refusals.Sum()} times 429");
    }

    [LinuxFact]
    public async Task Many_large_otlp_bodies_at_once()
    {
        int clients = Long.IsAsked ? 100 : 12, recordsEach = Long.IsAsked ? 50_000 : 5_000;
        using ServedNode node = await ServeAsync();
        using HttpClient http = new() { BaseAddress = node.Address, Timeout = TimeSpan.FromMinutes(10) };
        var watch = Stopwatch.StartNew();
        int[] refusals = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => PostRecordsAsync(http, client * recordsEach, recordsEach)));

        // What was taken of a request that was refused then is sent again.
        await Eventually.Is(() => node.LinesAsync("otlp"), lines => lines >= (long)clients * recordsEach);
        Report(node, $"{clients} OTLP bodies of {recordsEach:N0} records in {watch.Elapsed.TotalSeconds:F1} s, {refusals.Sum()} times 429");
    }

    [LinuxFact]
    public async Task A_webhook_that_takes_a_hundred_times_as_long_as_anomalies_come()
    {
        int lines = Long.IsAsked ? 200_000 : 10_000;
        await using SlowWebhook hook = await SlowWebhook.StartAsync(TimeSpan.FromSeconds(9)); // within --sink-timeout
        using ServedNode node = await ServeAsync("--webhook-url", hook.Url, "--webhook-batch", "100", "--bad-word", "fell on");
        await FloodAsync(node, lines, NewTemplate);

        long found = await CountAsync(node, "actordetector_anomalies_total");
        found.ShouldBeGreaterThan(lines / 2);
        (await CountAsync(node, "actordetector_sink_last_anomaly")).ShouldBeLessThan(found / 20, "the webhook is behind, and it is told");
        hook.IsQuick.SetResult();
        for (int had = -1; had < found;)
        {
            int before = had;
            had = await Eventually.Is(() => Task.FromResult(hook.Ids.Count), ids => ids > before);
        }

        hook.Ids.ShouldBe((await node.AnomaliesAsync()).Select(anomaly => (string)anomaly["id"]!));
        await Eventually.Is(() => CountAsync(node, "actordetector_sink_last_anomaly"), last => last == found);
        Report(node, $"{found:N0} anomalies told in order");
    }

    private Task<ServedNode> ServeAsync(params string[] words) => ServedNode.StartAsync(
        _place, ["-m", _fleet.Model, "--data", "data", "--max-memory", Ceiling.ToString(CultureInfo.InvariantCulture), .. words]);

    private async Task FloodAsync(ServedNode node, int lines, Func<int, string> line)
    {
        const int InBody = 50_000;
        var watch = Stopwatch.StartNew();
        int refusals = 0;
        for (int from = 0; from < lines; from += InBody)
            refusals += await PostAllAsync(node, string.Concat(Enumerable.Range(from, Math.Min(InBody, lines - from)).Select(line)));
        await WaitForAsync(node, "http", lines);
        JsonObject counters = (await node.CountersAsync())["http"];
        ((long)counters["events"]! + counters["skipped"]!.AsObject().Sum(reason => (long)reason.Value!)).ShouldBe(lines);
        Report(node, $"{lines:N0} lines in {watch.Elapsed.TotalSeconds:F1} s, {lines / watch.Elapsed.TotalSeconds:N0} lines/s, {refusals} times 429");
    }

    // As a good client: what was refused is sent again.
    private static async Task<int> PostAllAsync(ServedNode node, string lines)
    {
        int refusals = 0;
        while (lines.Length > 0)
        {
            using HttpResponseMessage answer = await node.SendAsync(lines);
            if (answer.IsSuccessStatusCode)
                break;
            ((int)answer.StatusCode).ShouldBe(429);
            refusals++;
            long accepted = (long)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["accepted"]!;
            int at = 0;
            for (; accepted > 0; accepted--)
                at = lines.IndexOf('\n', at) + 1;
            lines = lines[at..];
            await Task.Delay(TimeSpan.FromSeconds(0.2));
        }

        return refusals;
    }

    private async Task<int> PostRecordsAsync(HttpClient http, int from, int count)
    {
        string records = string.Join(',', Enumerable.Range(from, count).Select(number => $"{{\"body\":{{\"stringValue\":{JsonValue.Create($"{_before}req-{number % 50_000:x8}{_behind}").ToJsonString()}}}}}"));
        string body = $"{{\"resourceLogs\":[{{\"scopeLogs\":[{{\"logRecords\":[{records}]}}]}}]}}";
        for (int refusals = 0; ; refusals++)
        {
            using StringContent content = new(body, Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await http.PostAsync("/v1/logs", content);
            if (answer.IsSuccessStatusCode)
                return refusals;
            ((int)answer.StatusCode).ShouldBe(429, await answer.Content.ReadAsStringAsync());
            await Task.Delay(TimeSpan.FromSeconds(0.2));
        }
    }

    // Judging may take longer than a test is patient: it is waited for as long as it goes on.
    private static async Task WaitForAsync(ServedNode node, string source, long lines)
    {
        for (long judged = -1; judged < lines;)
        {
            long before = judged;
            judged = await Eventually.Is(() => node.LinesAsync(source), counted => counted > before);
        }

        (await node.LinesAsync(source)).ShouldBe(lines);
    }

    private void Report(ServedNode node, string what)
    {
        long peak = node.Program.PeakMemory;
        _output.WriteLine($"{what}; peak {peak / MiB} MiB of {Ceiling / MiB}");
        peak.ShouldBeLessThan(Ceiling);
    }

    private static async Task<long> CountAsync(ServedNode node, string metric) => (await node.GetAsync("/metrics")).Split('\n')
        .Where(line => line.StartsWith(metric, StringComparison.Ordinal)).Sum(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    private string NewTemplate(int number) =>
        $"{_before[..(_before.IndexOf(": ", StringComparison.Ordinal) + 2)]}{Word(number)} {Word(number + 7)} fell on {Word(number * 31L)} of [req-{number % 100:x8}]\n";

    private string LineOf(int bytes) => $"{_before}req-00000000{_behind} {string.Concat(Enumerable.Repeat("fell ", bytes / 5))}";

    // Letters alone: what has digits is no template's text.
    private static string Word(long number)
    {
        var word = new StringBuilder("w");
        for (long rest = (number * 7919L) + 26; rest > 0; rest /= 26)
            word.Append((char)('a' + (rest % 26)));
        return word.ToString();
    }
}
