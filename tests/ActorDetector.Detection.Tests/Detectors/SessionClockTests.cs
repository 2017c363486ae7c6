using System.Text;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Events;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Tests.Detectors;

public sealed class SessionClockTests
{
    [Fact]
    public void Sessions_are_numbered_and_each_line_is_timed_from_the_line_before_of_its_session()
    {
        SessionClock clock = new(new SessionOptions { SessionGap = TimeSpan.FromTicks(1_000) });

        clock.Observe(Block(("a", 100), ("b", 110), ("a", 150), ("a", 140), ("a", ParsedLine.NoTime), ("a", 170)));

        clock.Sessions.ToArray().ShouldBe([0, 1, 0, 0, 0, 0]);
        clock.ElapsedTicks.ToArray().ShouldBe([IEventDetector.NoElapsed, IEventDetector.NoElapsed, 50, 0, IEventDetector.NoElapsed, 30]);
        clock.Observe(Block(("b", 120), ("a", 5_000)));
        clock.Sessions.ToArray().ShouldBe([1, 2]);
        clock.ElapsedTicks.ToArray().ShouldBe([10, IEventDetector.NoElapsed]);
    }

    private static EventBlock Block(params (string Entity, long Time)[] events)
    {
        EventBlock block = new();
        block.Clear(0);
        foreach ((string entity, long time) in events)
            block.Add("line"u8, Encoding.UTF8.GetBytes(entity), [], new EventRow { Time = time, Key = LogKey.FirstTemplate, Weight = 1 });
        return block;
    }
}
