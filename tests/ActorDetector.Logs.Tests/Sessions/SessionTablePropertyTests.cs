using System.Text;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Logs.Tests.Sessions;

public sealed class SessionTablePropertyTests
{
    private sealed record Event(string Entity, long Time, bool Opens);

    [Fact]
    public void Sessions_partition_the_events_and_close_as_the_plain_rules_say()
    {
        Prop.ForAll(Cases().ToArbitrary(), given => Compare(given.Options, given.Events)).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    private static void Compare(SessionOptions options, IList<Event> events)
    {
        SessionTable table = new(options);
        NaiveSessions model = new(options);
        Dictionary<int, int> numberBySlot = [];
        List<(int Session, CloseReason Reason)> ended = [];
        HashSet<int> live = [];
        foreach (Event e in events)
        {
            int slot = table.Observe(Encoding.UTF8.GetBytes(e.Entity), e.Time, e.Opens, out bool opened);
            int before = model.Opened;
            int expected = model.Observe(e.Entity, e.Time, e.Opens);

            List<(int, CloseReason)> closed = [.. table.Closed.Select(closed => (numberBySlot[closed.Slot], closed.Reason))];
            if (!closed.SequenceEqual(model.Closed))
                closed.ShouldBe(model.Closed);
            table.Closed.Any(closed => closed.Slot == slot).ShouldBeFalse();
            ended.AddRange(closed);
            opened.ShouldBe(model.Opened > before);
            if (opened)
                numberBySlot[slot] = expected;
            numberBySlot[slot].ShouldBe(expected);
            slot.ShouldBeLessThan(table.Slots);
            Encoding.UTF8.GetString(table.Entity(slot)).ShouldBe(e.Entity);
            live.Add(expected);
            live.ExceptWith(model.Closed.Select(c => c.Session));
            table.Open.ShouldBe(live.Count);
        }

        table.CloseAll();
        model.CloseAll();
        List<(int, CloseReason)> rest = [.. table.Closed.Select(closed => (numberBySlot[closed.Slot], closed.Reason))];
        rest.ShouldBe(model.Closed);
        ended.AddRange(rest);
        ended.Select(e => e.Session).Order().ShouldBe(Enumerable.Range(0, model.Opened));
        table.Open.ShouldBe(0);
    }

    private static Gen<(SessionOptions Options, IList<Event> Events)> Cases()
    {
        Gen<SessionOptions> options =
            from rule in Gen.Choose(0, 4)
            from size in Gen.Choose(1, 12)
            from idle in Gen.Choose(-20, 20)
            from maxLength in Gen.Elements(1, 2, 5, 1_000_000)
            from maxOpen in Gen.Elements(1, 2, 4, 2_000_000)
            select new SessionOptions
            {
                SessionStart = rule == 1 ? "start" : null,
                SessionGap = rule == 2 ? new TimeSpan(size) : null,
                SessionSpan = rule == 3 ? new TimeSpan(size) : null,
                SessionCount = rule == 4 ? size : null,
                IdleTimeout = idle > 0 ? new TimeSpan(idle) : null,
                MaxSessionLength = maxLength,
                MaxOpenSessions = maxOpen,
            };
        Gen<(string Entity, int Step, bool HasTime, bool Opens)> step =
            from entity in Gen.Elements("", "a", "b", "c", "ab", "blk_1608999687919862906", "ein Gerät")
            from move in Gen.Frequency((8, Gen.Choose(0, 4)), (1, Gen.Choose(5, 30)), (1, Gen.Choose(-30, -1)))
            from hasTime in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
            from opens in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
            select (entity, move, hasTime, opens);
        return
            from chosen in options
            from steps in step.ListOf()
            select (chosen, Events(steps, chosen.SessionStart is not null));
    }

    private static IList<Event> Events(IEnumerable<(string Entity, int Step, bool HasTime, bool Opens)> steps, bool delimited)
    {
        long time = 1000;
        return [.. steps.Select(step => new Event(step.Entity, step.HasTime ? time += step.Step : ParsedLine.NoTime, delimited && step.Opens))];
    }
}
