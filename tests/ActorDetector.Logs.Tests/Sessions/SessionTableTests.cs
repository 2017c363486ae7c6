using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Logs.Tests.Sessions;

public sealed class SessionTableTests
{
    private const long Second = TimeSpan.TicksPerSecond;

    [Fact]
    public void Each_identifier_has_its_own_session()
    {
        SessionTable table = new(new SessionOptions());
        int a = Observe(table, "a", 0);
        int b = Observe(table, "b", 0);
        Observe(table, "a", 1).ShouldBe(a);
        Observe(table, "b", 1).ShouldBe(b);
        a.ShouldNotBe(b);
        table.Open.ShouldBe(2);
    }

    [Fact]
    public void Identifiers_never_share_a_session_even_where_their_hashes_agree()
    {
        // So many that some of their 32-bit hashes agree: about 18 pairs.
        SessionTable table = new(new SessionOptions());
        int[] slots = new int[400_000];
        int mistaken = 0;
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = Observe(table, Name(i), 0);
            mistaken += Observe(table, Name(i / 2), 0) == slots[i / 2] ? 0 : 1;
        }

        mistaken.ShouldBe(0);
        slots.Distinct().Count().ShouldBe(slots.Length);
        table.Slots.ShouldBe(slots.Length);
    }

    [Fact]
    public void Long_identifiers_that_differ_only_at_the_end_do_not_share_a_session()
    {
        SessionTable table = new(new SessionOptions());
        string common = new('x', 60_000);
        int first = Observe(table, common + "1", 0);
        int second = Observe(table, common + "2", 0);
        second.ShouldNotBe(first);
        Observe(table, common + "1", 0).ShouldBe(first);
        string kept = Encoding.UTF8.GetString(table.Entity(first));
        kept.Length.ShouldBe(256);
        kept.ShouldStartWith(new string('x', 191) + "~");
        Observe(table, kept, 0).ShouldNotBe(first);
    }

    [Fact]
    public void An_opening_line_begins_a_session_and_the_lines_before_the_first_are_one_of_their_own()
    {
        SessionTable table = new(new SessionOptions { SessionStart = "boot" });
        int before = Observe(table, "", 0);
        Observe(table, "", 1).ShouldBe(before);
        int first = Observe(table, "", 2, opens: true);
        first.ShouldNotBe(before);
        table.Closed.ShouldBe([new ClosedSession(before, CloseReason.Start)]);
        Observe(table, "", 3).ShouldBe(first);
        table.Closed.ShouldBeEmpty();
    }

    [Fact]
    public void An_opening_line_ends_only_its_own_identifiers_session()
    {
        SessionTable table = new(new SessionOptions { SessionStart = "boot" });
        int a = Observe(table, "a", 0, opens: true);
        int b = Observe(table, "b", 0, opens: true);
        Observe(table, "a", 1, opens: true);
        table.Closed.ShouldBe([new ClosedSession(a, CloseReason.Start)]);
        Observe(table, "b", 2).ShouldBe(b);
    }

    [Fact]
    public void A_pause_longer_than_the_gap_begins_a_session()
    {
        SessionTable table = new(new SessionOptions { SessionGap = TimeSpan.FromSeconds(5) });
        int first = Observe(table, "a", 0);
        Observe(table, "a", 5).ShouldBe(first);
        Observe(table, "a", 10.1).ShouldNotBe(first);
        table.Closed.ShouldBe([new ClosedSession(first, CloseReason.Gap)]);
    }

    [Fact]
    public void A_session_covers_its_span_and_the_line_at_its_end_begins_the_next()
    {
        SessionTable table = new(new SessionOptions { SessionSpan = TimeSpan.FromSeconds(5) });
        int first = Observe(table, "a", 0);
        Observe(table, "a", 3).ShouldBe(first);
        Observe(table, "a", 4.9).ShouldBe(first);
        Observe(table, "a", 5).ShouldNotBe(first);
        table.Closed.ShouldBe([new ClosedSession(first, CloseReason.Span)]);
    }

    [Fact]
    public void A_session_with_its_number_of_events_is_closed_by_the_next_line()
    {
        SessionTable table = new(new SessionOptions { SessionCount = 2 });
        int first = Observe(table, "a", 0);
        Observe(table, "a", 0).ShouldBe(first);
        table.Closed.ShouldBeEmpty();
        Observe(table, "b", 0);
        table.Closed.ShouldBe([new ClosedSession(first, CloseReason.Count)]);
    }

    [Fact]
    public void A_session_of_the_longest_length_is_closed_for_its_length()
    {
        SessionTable table = new(new SessionOptions { MaxSessionLength = 3 });
        int first = Observe(table, "a", 0);
        Observe(table, "a", 0);
        Observe(table, "a", 0).ShouldBe(first);
        Observe(table, "a", 0).ShouldNotBe(first);
        table.Closed.ShouldBe([new ClosedSession(first, CloseReason.Length)]);
    }

    [Fact]
    public void A_session_idle_for_too_long_is_closed_by_other_sessions_lines()
    {
        SessionTable table = new(new SessionOptions { IdleTimeout = TimeSpan.FromSeconds(60) });
        int a = Observe(table, "a", 0);
        int b = Observe(table, "b", 30);
        Observe(table, "c", 60);
        table.Closed.ShouldBeEmpty();
        Observe(table, "c", 61);
        table.Closed.ShouldBe([new ClosedSession(a, CloseReason.Idle)]);
        Observe(table, "c", 100);
        table.Closed.ShouldBe([new ClosedSession(b, CloseReason.Idle)]);
    }

    [Fact]
    public void A_time_that_goes_back_or_is_missing_ends_nothing()
    {
        SessionTable table = new(new SessionOptions { SessionGap = TimeSpan.FromSeconds(5), IdleTimeout = TimeSpan.FromSeconds(60) });
        int a = Observe(table, "a", 1000);
        Observe(table, "a", 2).ShouldBe(a);
        table.Observe("a"u8, ParsedLine.NoTime, opens: false, out _).ShouldBe(a);
        Observe(table, "a", 1004).ShouldBe(a);
        Observe(table, "b", 1);
        table.Open.ShouldBe(2);
    }

    [Fact]
    public void The_greatest_and_least_times_do_no_harm()
    {
        SessionTable table = new(new SessionOptions { IdleTimeout = TimeSpan.FromSeconds(60) });
        int a = table.Observe("a"u8, long.MinValue + 1, opens: false, out _);
        table.Observe("b"u8, long.MaxValue, opens: false, out _);
        table.Closed.ShouldBe([new ClosedSession(a, CloseReason.Idle)]);
        SessionTable patient = new(new SessionOptions());
        patient.Observe("a"u8, long.MinValue + 1, opens: false, out _);
        patient.Observe("a"u8, long.MaxValue, opens: false, out bool opened);
        opened.ShouldBeFalse();
    }

    [Fact]
    public void The_session_idle_longest_gives_way_when_too_many_are_open()
    {
        SessionTable table = new(new SessionOptions { MaxOpenSessions = 2 });
        Observe(table, "a", 0);
        int b = Observe(table, "b", 0);
        Observe(table, "a", 0);
        Observe(table, "c", 0);
        table.Closed.ShouldBe([new ClosedSession(b, CloseReason.Evicted)]);
        table.Open.ShouldBe(2);
    }

    [Fact]
    public void A_closed_sessions_slot_and_identifier_stay_untouched_until_the_next_call()
    {
        SessionTable table = new(new SessionOptions { MaxOpenSessions = 1 });
        int a = Observe(table, "first", 0);
        int b = Observe(table, "second", 0);
        b.ShouldNotBe(a);
        Encoding.UTF8.GetString(table.Entity(a)).ShouldBe("first");
        Observe(table, "third", 0).ShouldBe(a);
        table.Slots.ShouldBe(2);
    }

    [Fact]
    public void At_the_end_all_sessions_are_closed_in_the_order_of_their_opening()
    {
        SessionTable table = new(new SessionOptions());
        int[] slots = [Observe(table, "a", 0), Observe(table, "b", 0), Observe(table, "c", 0)];
        Observe(table, "a", 1);
        table.CloseAll();
        table.Closed.ShouldBe(slots.Select(slot => new ClosedSession(slot, CloseReason.EndOfInput)));
        table.Open.ShouldBe(0);
    }

    [Fact]
    public void Rules_that_exclude_each_other_are_refused_by_name()
    {
        SessionOptions options = new() { SessionGap = TimeSpan.FromSeconds(5), SessionCount = 3 };
        string message = Should.Throw<ValidationException>(() => new SessionTable(options)).Message;
        message.ShouldContain("--session-gap");
        message.ShouldContain("--session-count");
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Should.Throw<ValidationException>(() => new SessionTable(new SessionOptions { IdleTimeout = TimeSpan.Zero }))
            .Message.ShouldContain("--idle-timeout");
        Should.Throw<ValidationException>(() => new SessionTable(new SessionOptions { SessionSpan = TimeSpan.FromSeconds(-1) }))
            .Message.ShouldContain("--session-span");
        Should.Throw<ValidationException>(() => new SessionTable(new SessionOptions { SessionCount = 0 }))
            .Message.ShouldContain("SessionCount");
        Should.Throw<ValidationException>(() => new SessionTable(new SessionOptions { MaxOpenSessions = 0 }))
            .Message.ShouldContain("MaxOpenSessions");
    }

    [Fact]
    public void An_open_session_costs_at_most_110_bytes_with_identifiers_of_25()
    {
        const int sessions = 200_000;
        byte[] name = new byte[25];
        Observe(new SessionTable(new SessionOptions()), "warm", 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        SessionTable table = new(new SessionOptions { IdleTimeout = TimeSpan.FromHours(1) });
        for (int i = 0; i < sessions; i++)
        {
            WriteName(name, i);
            table.Observe(name, i, opens: false, out _);
        }

        // All that was ever allocated: so it is the peak as well.
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        table.Open.ShouldBe(sessions);
        ((double)bytes / sessions).ShouldBeLessThan(110);
    }

    [Fact]
    public void A_steady_stream_of_sessions_that_come_and_go_allocates_nothing()
    {
        byte[] name = new byte[25];
        SessionTable table = new(new SessionOptions { MaxOpenSessions = 1000 });
        Stream(table, name, 0, 5000);
        Allocation.Of(() => Stream(table, name, 5000, 20_000)).ShouldBe(0);
        table.Slots.ShouldBeLessThan(1003);
    }

    private static void Stream(SessionTable table, byte[] name, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            WriteName(name, i);
            table.Observe(name, i, opens: false, out _);
            table.Observe(name, i, opens: false, out _);
        }
    }

    private static void WriteName(byte[] name, int number)
    {
        name.AsSpan().Fill((byte)'0');
        for (int at = name.Length - 1; number > 0; at--, number /= 10)
            name[at] = (byte)('0' + (number % 10));
    }

    private static string Name(int i) => "blk_" + i.ToString(CultureInfo.InvariantCulture);

    private static int Observe(SessionTable table, string entity, double seconds, bool opens = false) =>
        table.Observe(Encoding.UTF8.GetBytes(entity), (long)(seconds * Second), opens, out _);
}
