using ActorDetector.Detection.Events;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Detection.Training;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Tests.Training;

public sealed class SessionCollectorTests
{
    [Fact]
    public void A_session_knows_the_lines_that_it_begins_and_ends_with_also_in_two_inputs()
    {
        SessionCollector collector = Collect(lines: false);

        collector.Sessions.Select(session => (session.FirstLine, session.LastLine)).ShouldBe(
        [
            (new EventLine(0, 1, Labelled: false), new EventLine(1, 7, Labelled: false)),
            (new EventLine(0, 2, Labelled: false), new EventLine(1, 8, Labelled: true)),
        ]);
    }

    [Theory]
    [InlineData(true, "0:2 1:8")]
    [InlineData(false, "")]
    public void The_line_of_each_event_is_kept_only_where_it_is_asked_for(bool asked, string lines) =>
        string.Join(' ', Collect(asked).Sessions[1].Lines.Select(line => $"{line.Source}:{line.Number}")).ShouldBe(lines);

    private static SessionCollector Collect(bool lines)
    {
        var collector = new SessionCollector(new SessionOptions(), bounded: true, lines: lines);
        collector.Add(MadeEvents.Block("a:3 b:4 a:5"));
        EventBlock second = MadeEvents.Block("a:6", firstLine: 7, source: 1);
        MadeEvents.Add(second, "b", 7, line: 8, labelled: true);
        collector.Add(second);
        return collector;
    }
}
