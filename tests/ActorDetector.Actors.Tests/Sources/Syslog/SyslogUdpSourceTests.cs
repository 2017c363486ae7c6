using System.Net;
using System.Net.Sockets;
using System.Text;
using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Sources.Syslog;
using ActorDetector.Logs;

namespace ActorDetector.Actors.Tests.Sources.Syslog;

public sealed class SyslogUdpSourceTests
{
    private static readonly SyslogOptions s_message = new() { SyslogText = SyslogText.Message };

    [Fact]
    public async Task A_datagram_is_a_message_whatever_is_in_it()
    {
        await using RunningSource running = RunningSource.OfUdp();
        using Socket socket = await running.ConnectAsync(SocketType.Dgram);
        foreach (string text in new[] { "<13>1 2024-05-01T10:00:00Z web1 a - - - two\nlines\n", "plain\r\n", "", "<13>\0", new string('x', 1001) })
            await socket.SendAsync(Encoding.UTF8.GetBytes(text));
        await running.Ingest.WaitAsync(5);
        running.Ingest.Lines.Select(line => (line.Line, line.Entity)).ShouldBe([("two\nlines", "web1"), ("plain", "127.0.0.1")]);
        running.Ingest.Noted(SkipReason.Empty).ShouldBe(2);
        running.Ingest.Noted(SkipReason.TooLong).ShouldBe(1);
        running.Ingest.Lines[0].Origin.ShouldBe($"udp {running.EndPoint}");
        running.Source.Name.ShouldBe("syslog-udp");
    }

    [Fact]
    public async Task A_source_that_failed_runs_when_it_is_started_again_and_counts_what_it_could_not_hand_on()
    {
        await using RunningSource running = RunningSource.OfUdp();
        running.Ingest.Failure = new IOException("not now");
        using (Socket socket = await running.ConnectAsync(SocketType.Dgram))
            await socket.SendAsync("<13>lost"u8.ToArray());
        await Should.ThrowAsync<IOException>(() => running.Running.WaitAsync(TimeSpan.FromSeconds(30)));

        running.Ingest.Failure = null;
        running.RunAgain();
        using (Socket socket = await running.ConnectAsync(SocketType.Dgram))
            await socket.SendAsync("<13>kept"u8.ToArray());

        await running.Ingest.WaitAsync(2);
        running.Ingest.Lines.ShouldHaveSingleItem().Line.ShouldBe("kept");
        running.Ingest.Noted(DropReason.LogFull).ShouldBe(1);
    }

    [Theory]
    [InlineData(DropReason.LogFull)]
    [InlineData(DropReason.MemoryFull)]
    public async Task While_the_log_or_the_memory_is_full_datagrams_are_dropped_and_counted_to_the_last(DropReason full)
    {
        await using RunningSource running = RunningSource.OfUdp();
        using Socket socket = await running.ConnectAsync(SocketType.Dgram);
        running.Ingest.Full = full;
        for (int i = 0; i < 100; i++)
            await socket.SendAsync("<13>lost"u8.ToArray());
        await running.Ingest.WaitAsync(100);
        running.Ingest.Noted(full).ShouldBe(100);
        running.Ingest.Full = DropReason.None;
        await socket.SendAsync("<13>kept"u8.ToArray());
        await running.Ingest.WaitAsync(101);
        running.Ingest.Lines.ShouldHaveSingleItem().Line.ShouldBe("kept");
    }

    [Fact]
    public async Task What_the_queue_cannot_hold_while_the_ingest_waits_is_dropped_and_counted_to_the_last()
    {
        await using RunningSource running = RunningSource.OfUdp(s_message with { SyslogUdpQueueBytes = 65_536 });
        using Socket socket = await running.ConnectAsync(SocketType.Dgram);
        running.Ingest.Close();
        const int datagrams = 3_000;
        for (int i = 0; i < datagrams; i++)
            await socket.SendAsync(Encoding.ASCII.GetBytes($"<13>{i} {new string('x', 90)}"));
        await Eventually.IsTrue(() => HasNothingWaiting((IPEndPoint)socket.RemoteEndPoint!));
        running.Ingest.Open();
        await running.Ingest.WaitAsync(datagrams);
        await running.StopAsync();
        running.Ingest.Count.ShouldBe(datagrams);
        running.Ingest.Noted(DropReason.LogFull).ShouldBeInRange(1, datagrams - 100);
        running.Ingest.Lines.Count.ShouldBeLessThan(1_000);
    }

    [Fact]
    public async Task What_the_kernel_drops_is_counted_too()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using CancellationTokenSource stop = new();
        RecordingIngest ingest = new();
        using SyslogUdpSource source = new(
            s_message with { SyslogUdp = "0", SyslogUdpBufferBytes = 4096 },
            new(),
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<SyslogUdpSource>.Instance);
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(source.Bind());
        const int datagrams = 500;
        for (int i = 0; i < datagrams; i++)
            await socket.SendAsync(Encoding.ASCII.GetBytes($"<13>{i}"));
        Task running = source.RunAsync(ingest, stop.Token);
        await ingest.WaitAsync(datagrams);
        await stop.CancelAsync();
        await running;
        ingest.Noted(DropReason.LogFull).ShouldBeGreaterThan(0);
        ingest.Count.ShouldBe(datagrams);
    }

    [Fact]
    public async Task A_stop_hands_on_what_the_kernel_has()
    {
        await using RunningSource running = RunningSource.OfUdp();
        using Socket socket = await running.ConnectAsync(SocketType.Dgram);
        for (int i = 0; i < 500; i++)
            await socket.SendAsync("<13>x"u8.ToArray());
        await running.StopAsync();
        running.Ingest.Count.ShouldBe(500);
        running.Ingest.Noted(DropReason.LogFull).ShouldBe(0);
    }

    // Where the kernel tells: what it holds comes after the ingest has opened, however full the queue was.
    private static bool HasNothingWaiting(IPEndPoint receiver) => !OperatingSystem.IsLinux() || File.ReadLines("/proc/net/udp")
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(columns => columns[1].EndsWith($":{receiver.Port:X4}", StringComparison.Ordinal)).All(columns => columns[4].EndsWith(":00000000", StringComparison.Ordinal));
}
