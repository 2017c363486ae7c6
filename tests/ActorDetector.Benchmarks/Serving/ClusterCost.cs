using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ActorDetector.Benchmarks.Serving;

/// <summary>What a line costs: the processor time of nodes, broker and database, from lines over TCP to stored verdicts, on one machine.</summary>
internal static class ClusterCost
{
    private const int Connections = 8;

    private static readonly SearchValues<char> s_ofNumber = SearchValues.Create("-0123456789");

    /// <summary>Measures a node by itself and clusters of two nodes, and prints the figures of the second half of the log.</summary>
    /// <param name="program">The built actordetector.dll.</param>
    /// <param name="model">The model bundle.</param>
    /// <param name="log">An HDFS log of some hundred thousand lines.</param>
    /// <param name="numbers">Of shards: one cluster for each.</param>
    public static async Task<int> RunAsync(string program, string model, string log, string[] numbers)
    {
        string[] all = File.ReadAllLines(log);
        int half = all.Length / 2;
        byte[][][] halves = [StreamsOf(all.AsSpan(..half)), StreamsOf(all.AsSpan(half..(2 * half)))];
        Console.WriteLine("CPU seconds for a million lines        lines/s   nodes  broker  database    all");
        await AloneAsync(program, model, halves, half).ConfigureAwait(false);
        foreach (string shards in numbers)
            await ClusterAsync(program, model, shards, halves, half).ConfigureAwait(false);
        return 0;
    }

    private static async Task AloneAsync(string program, string model, byte[][][] halves, int half)
    {
        using TemporaryFolder folder = new();
        await using var node = await ServedNode.StartAsync(program, Words(model, folder, "alone")).ConfigureAwait(false);
        await MeasureAsync("a node by itself", [node], halves, half, () => TimeSpan.Zero, () => TimeSpan.Zero).ConfigureAwait(false);
    }

    private static async Task ClusterAsync(string program, string model, string shards, byte[][][] halves, int half)
    {
        using TemporaryFolder folder = new();
        await using RabbitServer rabbit = await RabbitServer.StartAsync().ConfigureAwait(false);
        await using PostgresServer postgres = await PostgresServer.StartAsync(isSynced: true).ConfigureAwait(false);
        string[] shared =
        [
            "--postgres", postgres.MakeDatabase(), "--rabbitmq", rabbit.Address, "--rabbitmq-password-file", folder.Write("password", RabbitServer.Password),
            "--shards", shards,
        ];
        await using var one = await ServedNode.StartAsync(program, [.. Words(model, folder, "one"), .. shared, "--node", "one"]).ConfigureAwait(false);
        await using var two = await ServedNode.StartAsync(program, [.. Words(model, folder, "two"), .. shared, "--node", "two"]).ConfigureAwait(false);
        await MeasureAsync($"a cluster of two, {shards} shards", [one, two], halves, half, () => rabbit.ProcessorTime, () => postgres.ProcessorTime).ConfigureAwait(false);
    }

    private static string[] Words(string model, TemporaryFolder folder, string name) =>
        ["-m", model, "--data", folder.PathOf(name), "--syslog-tcp", "127.0.0.1:0", "--syslog-text", "message"];

    private static async Task MeasureAsync(
        string what, ServedNode[] nodes, byte[][][] halves, int half, Func<TimeSpan> broker, Func<TimeSpan> database)
    {
        await SendAsync(nodes, halves[0], half).ConfigureAwait(false); // until all is compiled and all shards are where they stay
        TimeSpan[] Times() => [nodes.Aggregate(TimeSpan.Zero, (sum, node) => sum + node.ProcessorTime), broker(), database()];
        TimeSpan[] before = Times();
        var watch = Stopwatch.StartNew();
        await SendAsync(nodes, halves[1], 2 * half).ConfigureAwait(false);
        TimeSpan took = watch.Elapsed;
        double[] costs = [.. Times().Zip(before, (late, early) => (late - early).TotalSeconds * 1e6 / half)];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what,-36} {half / took.TotalSeconds,9:N0} {costs[0],7:0.0} {costs[1],7:0.0} {costs[2],9:0.0} {costs.Sum(),6:0.0}"));
    }

    private static async Task SendAsync(ServedNode[] nodes, byte[][] streams, int events)
    {
        await Task.WhenAll(streams.Select((bytes, i) => Task.Run(async () =>
        {
            using var client = new TcpClient("127.0.0.1", nodes[i % nodes.Length].SyslogPort);
            await client.GetStream().WriteAsync(bytes).ConfigureAwait(false);
        }))).ConfigureAwait(false);
        while ((await Task.WhenAll(nodes.Select(node => node.EventsAsync())).ConfigureAwait(false)).Sum() < events)
            await Task.Delay(20).ConfigureAwait(false);
    }

    // A block's lines come over one connection, in their order.
    private static byte[][] StreamsOf(ReadOnlySpan<string> lines)
    {
        MemoryStream[] streams = [.. Enumerable.Range(0, Connections).Select(_ => new MemoryStream())];
        foreach (string line in lines)
        {
            int block = line.IndexOf("blk_", StringComparison.Ordinal);
            int end = block < 0 ? 0 : block + 4 + line.AsSpan(block + 4).IndexOfAnyExcept(s_ofNumber);
            string name = block < 0 ? "" : end < block + 4 ? line[block..] : line[block..end];
            uint hash = name.Aggregate(17u, (sum, character) => (sum * 31) + character);
            streams[hash % Connections].Write(Encoding.UTF8.GetBytes($"<14>Nov 22 05:46:59 host app: {line}\n"));
        }

        return [.. streams.Select(stream => stream.ToArray())];
    }
}
