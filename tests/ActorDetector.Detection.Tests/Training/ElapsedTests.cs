using System.Text;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Training;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Tests.Training;

public sealed class ElapsedTests
{
    [Fact]
    public void Each_line_is_timed_from_the_line_before_of_its_session()
    {
        SessionCollector sessions = new(new SessionOptions { SessionGap = TimeSpan.FromTicks(1_000) }, bounded: false);

        sessions.Add(Block(("a", 100), ("b", 110), ("a", 150), ("a", 140), ("a", ParsedLine.NoTime), ("a", 170)));

        sessions.Sessions.Select(session => session.Keys.Count).ShouldBe([5, 1]);
        sessions.ElapsedTicks[..6].ToArray().ShouldBe([IEventDetector.NoElapsed, IEventDetector.NoElapsed, 50, 0, IEventDetector.NoElapsed, 30]);
        sessions.Add(Block(("b", 120), ("a", 5_000)));
        sessions.Sessions.Select(session => session.Keys.Count).ShouldBe([5, 2, 1]);
        sessions.ElapsedTicks[..2].ToArray().ShouldBe([10, IEventDetector.NoElapsed]);
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
