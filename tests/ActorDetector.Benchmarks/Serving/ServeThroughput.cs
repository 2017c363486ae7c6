using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ActorDetector.Benchmarks.Serving;

/// <summary>How fast a served node is, from the source to the stored verdict: a followed file, HTTP in batches, and single lines over TCP.</summary>
internal static class ServeThroughput
{
    private const int HttpBatch = 1000;
    private const int TcpRate = 10_000;

    /// <summary>Serves the log of a model and prints the figures.</summary>
    /// <param name="program">The built actordetector.dll.</param>
    /// <param name="model">The model bundle.</param>
    /// <param name="log">A log of some hundred thousand lines and more.</param>
    public static async Task<int> RunAsync(string program, string model, string log)
    {
        string[] lines = File.ReadAllLines(log);
        string folder = Directory.CreateTempSubdirectory("actordetector-serve-").FullName;
        try
        {
            await FileAsync(program, model, log, lines.Length, folder).ConfigureAwait(false);
            await HttpAsync(program, model, lines, folder).ConfigureAwait(false);
            await TcpAsync(program, model, lines, folder).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static async Task FileAsync(string program, string model, string log, int count, string folder)
    {
        string followed = Path.Combine(folder, "followed.log");
        await using var node = await ServedNode.StartAsync(program, "-m", model, "--data", Path.Combine(folder, "files"), "--files", followed).ConfigureAwait(false);
        File.CreateSymbolicLink(followed, Path.GetFullPath(log));
        while (await node.EventsAsync().ConfigureAwait(false) == 0)
            await Task.Delay(1).ConfigureAwait(false);
        var watch = Stopwatch.StartNew();
        long first = await node.EventsAsync().ConfigureAwait(false);
        TimeSpan seconds = await node.WaitForAsync(count, watch).ConfigureAwait(false);
        Print("followed file", (count - first) / seconds.TotalSeconds, node);
    }

    private static async Task HttpAsync(string program, string model, string[] lines, string folder)
    {
        await using var node = await ServedNode.StartAsync(program, "-m", model, "--data", Path.Combine(folder, "http")).ConfigureAwait(false);
        byte[][] bodies = [.. lines.Chunk(HttpBatch).Select(chunk => Encoding.UTF8.GetBytes(string.Join('\n', chunk) + "\n"))];
        await node.PostAsync(bodies[0]).ConfigureAwait(false);
        var watch = Stopwatch.StartNew();
        int next = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (int i = Interlocked.Increment(ref next); i < bodies.Length; i = Interlocked.Increment(ref next))
                await node.PostAsync(bodies[i]).ConfigureAwait(false);
        }))).ConfigureAwait(false);
        TimeSpan seconds = await node.WaitForAsync(lines.Length, watch).ConfigureAwait(false);
        Print("HTTP, 1,000 lines a request, 4 connections", (lines.Length - HttpBatch) / seconds.TotalSeconds, node);
    }

    private static async Task TcpAsync(string program, string model, string[] lines, string folder)
    {
        await using var node = await ServedNode.StartAsync(
            program, "-m", model, "--data", Path.Combine(folder, "tcp"), "--syslog-tcp", "127.0.0.1:0", "--syslog-text", "message").ConfigureAwait(false);
        using var client = new TcpClient("127.0.0.1", node.SyslogPort) { NoDelay = true };
        NetworkStream stream = client.GetStream();
        await SendAsync(stream, lines, 2).ConfigureAwait(false); // the first lines are compiled for
        await node.WaitForAsync(2 * TcpRate, Stopwatch.StartNew()).ConfigureAwait(false);
        (double[] bounds, long[] before) = await node.LatencyAsync().ConfigureAwait(false);
        await SendAsync(stream, lines, 10).ConfigureAwait(false);
        await node.WaitForAsync(12 * TcpRate, Stopwatch.StartNew()).ConfigureAwait(false);
        (_, long[] after) = await node.LatencyAsync().ConfigureAwait(false);
        long[] counts = [.. after.Zip(before, (late, early) => late - early)];
        Console.WriteLine($"single lines over TCP at {TcpRate:N0} a second: median at most {At(0.5):0.####} s, 99th at most {At(0.99):0.####} s");

        double At(double share) => bounds[Array.FindIndex(counts, count => count >= share * counts[^1])];
    }

    private static async Task SendAsync(NetworkStream stream, string[] lines, int seconds)
    {
        var watch = Stopwatch.StartNew();
        for (int sent = 0; sent < seconds * TcpRate;)
        {
            int due = Math.Min(seconds * TcpRate, (int)(watch.Elapsed.TotalSeconds * TcpRate));
            for (; sent < due; sent++)
                await stream.WriteAsync(Encoding.UTF8.GetBytes($"<14>Nov 22 05:46:59 host app: {lines[sent % lines.Length]}\n")).ConfigureAwait(false);
            await Task.Delay(1).ConfigureAwait(false);
        }
    }

    private static void Print(string what, double rate, ServedNode node) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{what}: {rate:N0} lines/s, peak memory {node.PeakMegabytes:N0} MB"));
}
