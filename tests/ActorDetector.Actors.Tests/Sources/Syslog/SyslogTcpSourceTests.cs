using System.Net;
using System.Net.Sockets;
using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Sources.Syslog;
using ActorDetector.Actors.Tests.Sources.Files;
using ActorDetector.Logs;
using ActorDetector.Logs.Reading;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorDetector.Actors.Tests.Sources.Syslog;

public sealed class SyslogTcpSourceTests
{
    private static readonly SyslogOptions s_message = new() { SyslogText = SyslogText.Message };

    [Fact]
    public async Task Lines_and_counted_messages_arrive_in_order_with_host_and_time()
    {
        await using RunningSource running = RunningSource.OfTcp();
        await running.SendAsync("<13>1 2024-05-01T10:00:00Z web1 a - - - one\n43 <13>1 2024-05-01T10:00:00Z web2 a - - - two<13>plain\r\n");
        await running.Ingest.WaitAsync(3);
        running.Ingest.Lines.Select(line => (line.Line, line.Entity)).ShouldBe([("one", "web1"), ("two", "web2"), ("plain", "127.0.0.1")]);
        running.Ingest.Lines[0].Time.ShouldBe(new DateTime(2024, 5, 1, 10, 0, 0).Ticks);
        running.Ingest.Lines.Select(line => line.Position).ShouldBe([1, 2, 3]);
        running.Ingest.Lines[0].Origin.ShouldStartWith("127.0.0.1:");
        running.Source.Name.ShouldBe("syslog-tcp");
    }

    [Theory]
    [InlineData(SyslogText.File, "May  1 10:00:00 web1 a[7]: x")]
    [InlineData(SyslogText.Message, "x")]
    [InlineData(SyslogText.Raw, "<13>1 2024-05-01T10:00:00Z web1 a 7 - - x")]
    public async Task What_becomes_the_line_is_an_option(SyslogText text, string line)
    {
        await using RunningSource running = RunningSource.OfTcp(new SyslogOptions { SyslogText = text });
        await running.SendAsync("<13>1 2024-05-01T10:00:00Z web1 a 7 - - x\n");
        await running.Ingest.WaitAsync(1);
        running.Ingest.Lines.ShouldHaveSingleItem().Line.ShouldBe(line);
    }

    [Fact]
    public async Task Every_line_in_is_a_line_or_a_note()
    {
        await using RunningSource running = RunningSource.OfTcp(maxLine: 100);
        await running.SendAsync($"<13>a\n\n<13>  \n{new string('x', 101)}\n{new string('y', 100)}\n4 <1>z7 half");
        await running.Ingest.WaitAsync(7);
        running.Ingest.Lines.Select(line => line.Line).ShouldBe(["a", new string('y', 100), "z"]);
        running.Ingest.Noted(SkipReason.Empty).ShouldBe(2);
        running.Ingest.Noted(SkipReason.TooLong).ShouldBe(1);
        running.Ingest.Noted(DropReason.BadFrame).ShouldBe(1, "half a frame");
    }

    [Fact]
    public async Task A_last_line_without_its_end_is_a_line_when_its_peer_closed_and_a_note_when_the_connection_broke()
    {
        await using RunningSource running = RunningSource.OfTcp();
        await running.SendAsync("whole");
        await running.Ingest.WaitAsync(1);
        running.Ingest.Lines.ShouldHaveSingleItem().Line.ShouldBe("whole");
        using (Socket socket = await running.ConnectAsync())
        {
            await RunningSource.SendAsync(socket, "first\nbroken");
            await running.Ingest.WaitAsync(2);
            socket.LingerState = new LingerOption(true, 0);
        }

        await running.Ingest.WaitAsync(3);
        running.Ingest.Noted(DropReason.BadFrame).ShouldBe(1);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_stay_as_they_are()
    {
        await using RunningSource running = RunningSource.OfTcp();
        await running.SendAsync("13 <13>\u0001#012\n\xFF\xFEx");
        await running.Ingest.WaitAsync(1);
        running.Ingest.Lines.ShouldHaveSingleItem().Line.ShouldBe("\u0001#012\n\xFF\xFEx");
    }

    [Fact]
    public async Task A_connection_that_miscounts_is_closed_and_its_neighbour_goes_on()
    {
        await using RunningSource running = RunningSource.OfTcp();
        using Socket neighbour = await running.ConnectAsync();
        using Socket broken = await running.ConnectAsync();
        await RunningSource.SendAsync(neighbour, "5 <1>ab");
        await RunningSource.SendAsync(broken, "5 <1>ab garbage");
        (await RunningSource.IsClosedAsync(broken)).ShouldBeTrue();
        await RunningSource.SendAsync(neighbour, "5 <1>cd");
        await running.Ingest.WaitAsync(4);
        running.Ingest.Noted(DropReason.BadFrame).ShouldBe(1);
        running.Ingest.Lines.Select(line => line.Line).Order().ShouldBe(["ab", "ab", "cd"]);
    }

    [Fact]
    public async Task One_connection_more_than_allowed_is_closed_and_another_may_come_when_one_has_gone()
    {
        await using RunningSource running = RunningSource.OfTcp(s_message with { SyslogMaxConnections = 1 });
        using (Socket first = await running.ConnectAsync())
        {
            await RunningSource.SendAsync(first, "a\n");
            await running.Ingest.WaitAsync(1);
            using Socket second = await running.ConnectAsync();
            (await RunningSource.IsClosedAsync(second)).ShouldBeTrue();
            running.Tcp.RefusedConnections.ShouldBe(1);
            running.Tcp.Connections.ShouldBe(1);
        }

        await Until(() => running.Tcp.Connections == 0);
        await running.SendAsync("b\n");
        await running.Ingest.WaitAsync(2);
    }

    [Fact]
    public async Task A_flood_of_connections_is_told_once_not_for_each()
    {
        RecordedLog log = new();
        await using RunningSource running = RunningSource.OfTcp(s_message with { SyslogMaxConnections = 1 }, logger: log);
        using Socket first = await running.ConnectAsync();
        await Until(() => running.Tcp.Connections == 1);
        for (int i = 0; i < 20; i++)
        {
            using Socket more = await running.ConnectAsync();
            (await RunningSource.IsClosedAsync(more)).ShouldBeTrue();
        }

        running.Tcp.RefusedConnections.ShouldBe(20);
        log.Messages.Count(message => message.Contains("--syslog-max-connections")).ShouldBe(1);
    }

    [Fact]
    public async Task A_peer_that_sends_byte_by_byte_and_never_a_whole_message_is_closed()
    {
        await using RunningSource running = RunningSource.OfTcp(s_message with { SyslogIdleTimeout = TimeSpan.FromMilliseconds(300) });
        using Socket slow = await running.ConnectAsync();
        Task<bool> closed = RunningSource.IsClosedAsync(slow);
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(20));
        try
        {
            while (!closed.IsCompleted && await timer.WaitForNextTickAsync())
                await RunningSource.SendAsync(slow, "x");
        }
        catch (SocketException)
        {
            // Closed.
        }

        (await closed).ShouldBeTrue();
        await running.Ingest.WaitAsync(1);
        running.Ingest.Noted(DropReason.BadFrame).ShouldBe(1);
    }

    [Fact]
    public async Task A_blocked_ingest_fills_the_senders_socket_and_nothing_is_lost()
    {
        await using RunningSource running = RunningSource.OfTcp();
        running.Ingest.Close();
        using Socket socket = await running.ConnectAsync();
        const int lines = 320_000;
        Task sending = RunningSource.SendAsync(socket, string.Concat(Enumerable.Repeat(new string('x', 99) + "\n", lines)));
        await Until(() => !socket.Poll(TimeSpan.FromMilliseconds(200), SelectMode.SelectWrite));
        sending.IsCompleted.ShouldBeFalse("32 MB are more than what the kernel and the node keep");
        running.Ingest.Lines.ShouldBeEmpty();
        running.Ingest.Open();
        await running.Ingest.WaitAsync(lines);
        await sending;
        running.Ingest.Lines.Count.ShouldBe(lines);
        running.Ingest.Lines.ShouldAllBe(kept => kept.Line.Length == 99);
    }

    [Fact]
    public async Task Many_connections_at_once_keep_each_its_order()
    {
        await using RunningSource running = RunningSource.OfTcp();
        const int peers = 20;
        const int each = 2_000;
        await Task.WhenAll(Enumerable.Range(0, peers).Select(peer =>
            running.SendAsync(string.Concat(Enumerable.Range(0, each).Select(i => $"<13>1 - h{peer} - - - - {i}\n")))));
        await running.Ingest.WaitAsync(peers * each);
        foreach (IGrouping<string, string> host in running.Ingest.Lines.GroupBy(line => line.Entity, line => line.Line))
            host.ShouldBe(Enumerable.Range(0, each).Select(i => $"{i}"));
        running.Ingest.Lines.Select(line => line.Position).Distinct().Count().ShouldBe(peers * each);
    }

    [Fact]
    public async Task A_stop_hands_on_what_peers_have_sent()
    {
        await using RunningSource running = RunningSource.OfTcp();
        using Socket socket = await running.ConnectAsync();
        await RunningSource.SendAsync(socket, "first\n");
        await running.Ingest.WaitAsync(1);
        running.Ingest.Close();
        await RunningSource.SendAsync(socket, string.Concat(Enumerable.Repeat("line\n", 20_000)) + "half");
        Task stopped = running.StopAsync();
        running.Ingest.Open();
        await stopped;
        running.Ingest.Lines.Count.ShouldBe(20_001);
        running.Ingest.Noted(DropReason.BadFrame).ShouldBe(1);
        (await RunningSource.IsClosedAsync(socket)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_stop_hands_on_what_peers_sent_that_were_not_met_yet()
    {
        RecordingIngest ingest = new();
        using SyslogTcpSource source = new(
            s_message with { SyslogTcp = "0" }, new ReadingOptions(), false, TimeProvider.System, NullLogger<SyslogTcpSource>.Instance);
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(source.Bind());
        await RunningSource.SendAsync(socket, "early\n");
        await source.RunAsync(ingest, new CancellationToken(canceled: true));
        ingest.Lines.ShouldHaveSingleItem().Line.ShouldBe("early");
    }

    [Fact]
    public async Task A_peer_that_never_stops_sending_is_read_for_a_bounded_time_after_a_stop()
    {
        await using RunningSource running = RunningSource.OfTcp(s_message with { SyslogDrainTimeout = TimeSpan.FromMilliseconds(200) });
        using Socket socket = await running.ConnectAsync();
        Task sending = Task.Run(async () =>
        {
            while (true)
                await RunningSource.SendAsync(socket, "for ever\n");
        });
        await running.Ingest.WaitAsync(10);
        await running.StopAsync();
        await Should.ThrowAsync<SocketException>(() => sending);
        running.Ingest.Lines.ShouldAllBe(line => line.Line == "for ever");
    }

    [Fact]
    public async Task Hostile_bytes_harm_nobody_else()
    {
        await using RunningSource running = RunningSource.OfTcp();
        using Socket neighbour = await running.ConnectAsync();
        Random random = new(7);
        for (int i = 0; i < 200; i++)
        {
            byte[] bytes = new byte[random.Next(1, 5_000)];
            random.NextBytes(bytes);
            if (i % 2 == 0)
                "9 <1>1 -"u8[..Math.Min(8, bytes.Length)].CopyTo(bytes);
            using Socket socket = await running.ConnectAsync();
            await socket.SendAsync(bytes);
            await RunningSource.SendAsync(neighbour, $"<13>{i}\n");
        }

        await Until(() => running.Tcp.Connections == 1);
        await Until(() => running.Ingest.Lines.Count(line => line.Origin == $"{neighbour.LocalEndPoint}") == 200);
        running.Running.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Times_without_a_zone_are_in_that_of_the_options()
    {
        await using RunningSource running = RunningSource.OfTcp(new SyslogOptions { SyslogTimeZone = "Asia/Tokyo" });
        await running.SendAsync("<13>2024-05-01T10:00:00 h a: x\n");
        await running.Ingest.WaitAsync(1);
        running.Ingest.Lines[0].Time.ShouldBe(new DateTime(2024, 5, 1, 1, 0, 0).Ticks);
        running.Ingest.Lines[0].Line.ShouldBe("May  1 10:00:00 h a: x");
    }

    [Fact]
    public async Task Unfinished_messages_of_all_connections_together_are_bounded()
    {
        await using RunningSource running = RunningSource.OfTcp(s_message with { SyslogMaxBufferBytes = 80_000 }, maxLine: 64_000);
        using Socket first = await running.ConnectAsync();
        using Socket second = await running.ConnectAsync();
        await RunningSource.SendAsync(first, "a\n" + new string('x', 63_000));
        await running.Ingest.WaitAsync(1);
        await RunningSource.SendAsync(second, "b\n" + new string('y', 63_000));
        await Until(() => running.Ingest.Noted(SkipReason.TooLong) > 0);
        await RunningSource.SendAsync(first, "\n");
        await RunningSource.SendAsync(second, "\nc\n");
        await running.Ingest.WaitAsync(5);
        running.Ingest.Noted(SkipReason.TooLong).ShouldBe(1);
        running.Ingest.Lines.Count.ShouldBe(4);
        await RunningSource.SendAsync(second, new string('z', 63_000) + "\n");
        await running.Ingest.WaitAsync(6);
        running.Ingest.Lines[^1].Line.Length.ShouldBe(63_000, "what was taken is given back");
    }

    [Fact]
    public async Task An_ingest_that_cannot_go_on_ends_the_source()
    {
        await using RunningSource running = RunningSource.OfTcp();
        running.Ingest.Failure = new IOException("the log cannot be written");
        await running.SendAsync("a\n");
        (await Should.ThrowAsync<IOException>(() => running.Running.WaitAsync(TimeSpan.FromSeconds(30)))).Message.ShouldContain("the log cannot");
    }

    [Fact]
    public async Task A_source_that_failed_runs_when_it_is_started_again()
    {
        await using RunningSource running = RunningSource.OfTcp();
        running.Ingest.Failure = new IOException("not now");
        await running.SendAsync("a\n");
        await Should.ThrowAsync<IOException>(() => running.Running.WaitAsync(TimeSpan.FromSeconds(30)));

        running.Ingest.Failure = null;
        running.RunAgain();
        await running.SendAsync("b\n");

        await running.Ingest.WaitAsync(1);
        await running.StopAsync();
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_with_what_to_do()
    {
        await using RunningSource running = RunningSource.OfTcp();
        IOException exception = Should.Throw<IOException>(() => RunningSource.OfTcp(s_message with { SyslogTcp = $"{running.EndPoint.Port}" }));
        exception.Message.ShouldContain($"--syslog-tcp 127.0.0.1:{running.EndPoint.Port}");
        exception.Message.ShouldContain("another port");
        running.EndPoint.Address.ShouldBe(IPAddress.Loopback);
    }

    private static async Task Until(Func<bool> condition)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(5));
        while (!condition())
            await timer.WaitForNextTickAsync(limit.Token);
    }
}
