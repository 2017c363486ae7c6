using System.Net.Sockets;
using System.Text;
using ActorDetector.SystemTests.Processes;
using Xunit.Abstractions;

namespace ActorDetector.SystemTests.Serving;

/// <summary>Nothing lost, nothing twice: a node that is killed again and again finds what one finds that is left in peace.</summary>
[Collection(ServingTests.Name)]
public sealed class KillTests : IDisposable
{
    private const int MostAhead = 400;

    private static readonly string[] s_badLines = ["", "   ", "no header at all", "2026-01-05 08:00:01.000 INFO web-01 names no session", new string('x', 2500)];

    private readonly Workplace _place = new();
    private readonly ServedFleet _fleet;
    private readonly ITestOutputHelper _output;
    private readonly Random _random = new(Long.Seed);
    private readonly string[] _lines;

    public KillTests(ServedFleet fleet, ITestOutputHelper output)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(output);
        (_fleet, _output) = (fleet, output);
        _output.WriteLine($"ACTORDETECTOR_TEST_SEED={Long.Seed}");
        _lines = [.. fleet.LiveLines.SelectMany(line => _random.Next(20) == 0 ? (string[])[line, s_badLines[_random.Next(s_badLines.Length)]] : [line])];
    }

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Lines_over_HTTP_have_their_effect_exactly_once()
    {
        // So few sessions in memory that most wait in the store.
        string[] words = ["--max-resident", "40", "--max-line-bytes", "2000"];
        List<string[]> batches = Batches(_lines);
        using ServedNode peaceful = await ServeAsync("peace", words);
        await SendAsync(new MortalNode(() => Task.FromResult(peaceful)), batches, _ => { });
        Outcome expected = await Outcome.OfAsync(peaceful, "http");

        await using var node = new MortalNode(() => ServeAsync("war", words));
        await using var watch = new AccountWatch(node);
        long sent = 0;
        Task killing = node.KillAsync(Long.Kills, _lines.Length, () => Volatile.Read(ref sent), _random);
        await SendAsync(node, batches, lines => Volatile.Write(ref sent, lines));
        await killing;

        await ComparedAsync(node, watch, "http", expected);
    }

    [Fact]
    public async Task Lines_of_files_that_are_written_and_rotated_have_their_effect_exactly_once()
    {
        string[] words = ["--files", _place.PathOf("app.log*"), "--file-poll", "00:00:00.010", "--file-search", "00:00:00.050", "--max-line-bytes", "2000"];
        await using var node = new MortalNode(() => ServeAsync("war", words));
        await using var watch = new AccountWatch(node);
        long judged = 0;
        Task killing = node.KillAsync(Long.Kills, _lines.Length - MostAhead, () => Volatile.Read(ref judged), _random);
        await WriteAsync(node, lines => Volatile.Write(ref judged, lines));
        await killing;
        await Eventually.Is(() => node.LinesAsync("files"), lines => lines >= _lines.Length);

        using ServedNode peaceful = await ServeAsync("peace", words);
        await Eventually.Is(() => peaceful.LinesAsync("files"), lines => lines >= _lines.Length);
        // A file that was renamed before it was first seen has its later name.
        Outcome expected = await Outcome.OfAsync(peaceful, "files", "source");
        await ComparedAsync(node, watch, "files", expected, "source");
    }

    [Fact]
    public async Task Lines_over_TCP_that_were_accepted_have_their_effect_exactly_once()
    {
        string[] words = ["--syslog-tcp", "0", "--syslog-text", "raw", "--max-line-bytes", "2000"];
        using ServedNode peaceful = await ServeAsync("peace", words);
        await SendOverTcpAsync(peaceful, 0, _ => { });
        await Eventually.Is(() => peaceful.LinesAsync("syslog-tcp"), lines => lines >= _lines.Length);
        Outcome expected = await Outcome.OfAsync(peaceful, "syslog-tcp", "source", "line", "id");

        await using var node = new MortalNode(() => ServeAsync("war", words));
        await using var watch = new AccountWatch(node);
        int[] moments = [.. Enumerable.Range(0, Long.Kills).Select(_ => _random.Next(_lines.Length - MostAhead)).Order()];
        foreach (int moment in moments)
        {
            // What it has accepted is in its log, and is judged before what comes now.
            ServedNode living = await node.Node;
            await living.SettleAsync();
            long judged = await living.LinesAsync("syslog-tcp");
            Task sending = SendOverTcpAsync(living, (int)judged, lines => Volatile.Write(ref judged, lines));
            await Eventually.IsTrue(() => Volatile.Read(ref judged) >= moment);
            await Task.Delay(TimeSpan.FromMicroseconds(_random.Next(20_000)));
            await node.KillAsync();
            await sending;
        }

        ServedNode last = await node.Node;
        await last.SettleAsync();
        await SendOverTcpAsync(last, (int)await last.LinesAsync("syslog-tcp"), _ => { });
        await Eventually.Is(() => last.LinesAsync("syslog-tcp"), lines => lines >= _lines.Length);
        await ComparedAsync(node, watch, "syslog-tcp", expected, "source", "line", "id");
    }

    private Task<ServedNode> ServeAsync(string data, string[] words) =>
        ServedNode.StartAsync(_place, ["-m", _fleet.Model, "--data", data, "--shards", "4", .. words]);

    private async Task ComparedAsync(MortalNode node, AccountWatch watch, string source, Outcome expected, params string[] without)
    {
        await watch.EndAsync();
        Outcome outcome = await Outcome.OfAsync(await node.Node, source, without);
        _output.WriteLine($"{node.Kills} kills, {watch.Scrapes} scrapes, {outcome.Anomalies.Count} anomalies, {outcome.Counters}");
        expected.Anomalies.Count.ShouldBeGreaterThan(10);
        outcome.ShouldBeThatOf(expected);
    }

    private List<string[]> Batches(string[] lines)
    {
        List<string[]> batches = [];
        for (int at = 0, next; at < lines.Length; at = next)
        {
            next = Math.Min(lines.Length, at + _random.Next(1, 60));
            batches.Add(lines[at..next]);
        }

        return batches;
    }

    internal static async Task SendAsync(MortalNode node, List<string[]> batches, Action<long> sent, int from = 0)
    {
        long lines = 0;
        for (int i = from; i < batches.Count; i++)
        {
            string text = string.Concat(batches[i].Select(line => line + '\n'));
            long sequence = i;
            await node.AskAsync(async living =>
            {
                await living.PostAsync(text, "shipper", sequence);
                return true;
            });
            sent(lines += batches[i].Length);
        }
    }

    // Some lines are written in two pieces, and every so often the file is given another name and a new one is begun.
    private async Task WriteAsync(MortalNode node, Action<long> judged)
    {
        int files = 0, until = 0;
        FileStream file = Log();
        for (int at = 0; at < _lines.Length; at++)
        {
            byte[] line = Encoding.UTF8.GetBytes(_lines[at] + '\n');
            int cut = _random.Next(10) == 0 ? _random.Next(line.Length) : 0;
            await file.WriteAsync(line.AsMemory(0, cut));
            if (cut > 0)
                await file.FlushAsync();
            await file.WriteAsync(line.AsMemory(cut));
            if (at < until)
                continue;
            until = at + _random.Next(1, 40);
            await file.FlushAsync();
            long ahead = at - MostAhead;
            judged(await Eventually.Is(() => node.LinesAsync("files"), lines => lines >= ahead));
            if (_random.Next(12) > 0)
                continue;
            await file.DisposeAsync();
            File.Move(_place.PathOf("app.log"), _place.PathOf($"app.log.{++files}"));
            file = Log();
        }

        await file.DisposeAsync();
        judged(_lines.Length);
    }

    private FileStream Log() => new(_place.PathOf("app.log"), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

    // Ends when all is sent, or the node is killed.
    private async Task SendOverTcpAsync(ServedNode node, int from, Action<long> judged)
    {
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync("127.0.0.1", node.SyslogPort);
            NetworkStream stream = client.GetStream();
            for (int at = from; at < _lines.Length; at += MostAhead / 4)
            {
                string[] lines = _lines[at..Math.Min(_lines.Length, at + (MostAhead / 4))];
                await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + '\n'))));
                long ahead = at - MostAhead;
                judged(await Eventually.Is(() => node.LinesAsync("syslog-tcp"), lines => lines >= ahead));
            }
        }
        catch (Exception fault) when (node.IsKilled && fault is IOException or SocketException or HttpRequestException or ObjectDisposedException or OperationCanceledException)
        {
            // It was killed: what it had accepted is seen at the next one.
        }
    }
}
