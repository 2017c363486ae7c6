using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using ActorDetector.SystemTests.Processes;
using Xunit.Abstractions;

namespace ActorDetector.SystemTests.Serving;

/// <summary>At every moment, for every source, and across kills: lines = events + skipped + dropped.</summary>
[Collection(ServingTests.Name)]
public sealed class AccountTests : IDisposable
{
    private static readonly string[] s_badLines =
        ["", " \t ", "no header at all", "2026-01-05 08:00:01.000 INFO web-01 names no session", "99 is no header of [req-00aa]", "holds \0 a NUL of [req-00aa]", new string('x', 2500)];

    private static readonly string[] s_brokenFrames = ["7 <13>cut", "12 <13>counted 99999999 x\n", "999999999 <13>too many digits\n", "3 <1>\n5 wrong\nafter that\n"];

    private readonly Workplace _place = new();
    private readonly ServedFleet _fleet;
    private readonly ITestOutputHelper _output;
    private volatile bool _isOver;

    public AccountTests(ServedFleet fleet, ITestOutputHelper output)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(output);
        (_fleet, _output) = (fleet, output);
        _output.WriteLine($"ACTORDETECTOR_TEST_SEED={Long.Seed}");
    }

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Every_line_is_an_event_or_skipped_or_dropped_at_every_moment()
    {
        const int Kills = 3;
        var random = new Random(Long.Seed);
        await using var node = new MortalNode(() => ServedNode.StartAsync(
            _place, "-m", _fleet.Model, "--data", "data", "--max-line-bytes", "2000", "--syslog-tcp", "0", "--syslog-text", "raw",
            "--files", _place.PathOf("app.log"), "--file-poll", "00:00:00.010"));
        await using var watch = new AccountWatch(node);
        Task<long> http = PostAsync(node, new Random(random.Next()));
        Task<long> files = WriteAsync(new Random(random.Next()));
        Task syslog = SendAsync(node, new Random(random.Next()));
        for (int kill = 0; kill < Kills; kill++)
        {
            int scrapes = watch.Scrapes + random.Next(5, 15);
            await Eventually.IsTrue(() => watch.Scrapes >= scrapes || http.IsCompleted);
            await node.KillAsync();
        }

        _isOver = true;
        (long posted, long written) = (await http, await files);
        await syslog;
        await Eventually.Is(() => node.LinesAsync("files"), lines => lines >= written);
        ServedNode last = await node.Node;
        await last.SettleAsync();
        await watch.EndAsync();

        Dictionary<string, JsonObject> counters = await last.CountersAsync();
        _output.WriteLine($"{watch.Scrapes} scrapes: {string.Join(' ', counters.Values.Select(source => source.ToJsonString()))}");
        ((long)counters["http"]["lines"]!).ShouldBe(posted);
        ((long)counters["files"]["lines"]!).ShouldBe(written);
        ReasonsOf(counters["http"], "skipped").ShouldBe(["binary", "empty", "no-identifier", "too-long"]);
        ReasonsOf(counters["files"], "skipped").ShouldBe(["binary", "empty", "no-identifier", "too-long"]);
        ReasonsOf(counters["syslog-tcp"], "dropped").ShouldBe(["bad-frame"]);
    }

    private static IEnumerable<string> ReasonsOf(JsonObject source, string what) => source[what]!.AsObject().Select(reason => reason.Key).Order(StringComparer.Ordinal);

    // Goes on until all kills are over.
    private async Task<long> PostAsync(MortalNode node, Random random)
    {
        long lines = 0;
        for (int sequence = 0; sequence < 50 || !_isOver; sequence++)
        {
            string[] batch = Batch(random);
            long number = sequence;
            lines += await node.AskAsync(async living =>
            {
                await living.PostAsync(Text(batch), "shipper", number);
                return batch.Length;
            });
        }

        return lines;
    }

    private async Task<long> WriteAsync(Random random)
    {
        long lines = 0;
        await using FileStream file = new(_place.PathOf("app.log"), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
        while (lines < 1000 || !_isOver)
        {
            string[] batch = Batch(random);
            await file.WriteAsync(Encoding.UTF8.GetBytes(Text(batch)));
            await file.FlushAsync();
            lines += batch.Length;
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }

        return lines;
    }

    private async Task SendAsync(MortalNode node, Random random)
    {
        for (int connections = 0; connections < 50 || !_isOver; connections++)
        {
            ServedNode living = await node.Node;
            try
            {
                using TcpClient client = new();
                await client.ConnectAsync("127.0.0.1", living.SyslogPort);
                await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(Text(Batch(random)) + s_brokenFrames[random.Next(s_brokenFrames.Length)]));
            }
            catch (Exception fault) when (living.IsKilled && fault is IOException or SocketException)
            {
                // Nobody says what became of these lines: only the account of those that came in is kept.
            }
        }
    }

    private string[] Batch(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(3) == 0 ? s_badLines[random.Next(s_badLines.Length)] : _fleet.LiveLines[random.Next(_fleet.LiveLines.Count)])];

    private static string Text(string[] lines) => string.Concat(lines.Select(line => line + '\n'));
}
