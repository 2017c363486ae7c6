using System.Text;
using ActorDetector.Detection.Events;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Tests.Events;

public sealed class KnownEntityTests
{
    private static readonly FormatOptions Plain = new() { Format = "plain" };
    private static readonly FormatOptions Timed = new() { Format = "<Date> <Time> <Content>" };

    [Fact]
    public void A_known_entity_is_taken_and_only_lines_without_one_are_searched()
    {
        EventBlock events = Parse(Plain, new SessionOptions { SessionId = @"blk_\d+" }, ("no identifier", 5, "host"), ("open blk_7", 6, ""), ("none here", 7, ""));

        events.Count.ShouldBe(2);
        (Entity(events, 0), Entity(events, 1)).ShouldBe(("host", "blk_7"));
        (events[0].LineNumber, events[1].LineNumber, events.Arrived).ShouldBe((1000, 1001, 99));
        (events.Counts.Events, events.Counts[SkipReason.NoIdentifier]).ShouldBe((2, 1));
    }

    [Fact]
    public void A_known_time_stands_only_for_one_that_the_line_does_not_tell()
    {
        Parse(Plain, new SessionOptions(), ("text", 5, "host"))[0].Time.ShouldBe(5);
        Parse(Plain, new SessionOptions(), ("text", ParsedLine.NoTime, "host"))[0].Time.ShouldBe(ParsedLine.NoTime);
        new DateTime(Parse(Timed, new SessionOptions(), ("2024-01-02 03:04:05 text", 5, "host"))[0].Time).ShouldBe(new DateTime(2024, 1, 2, 3, 4, 5));
    }

    [Fact]
    public void Where_a_line_came_from_goes_with_its_event()
    {
        EventBlock events = Parse(Plain, new SessionOptions(), ("text", ParsedLine.NoTime, "host"), ("more", ParsedLine.NoTime, "host"));

        (events.Origin, events[0].Position, events[1].Position).ShouldBe((7, 20L, 21L));
    }

    private static EventBlock Parse(FormatOptions format, SessionOptions sessions, params (string Line, long Time, string Entity)[] lines)
    {
        var block = new LineBlock();
        block.Begin(0, arrived: 99, origin: 7);
        for (int i = 0; i < lines.Length; i++)
            block.Append(Encoding.UTF8.GetBytes(lines[i].Line), 1000 + i, lines[i].Time, Encoding.UTF8.GetBytes(lines[i].Entity), position: 20 + i);
        var events = new EventBlock();
        EventParser.Create(LogFormats.Resolve(format, Encoding.UTF8.GetBytes(lines[0].Line)), sessions, templates: null, [[]]).Parse(block, events);
        return events;
    }

    private static string Entity(EventBlock events, int index) => Encoding.UTF8.GetString(events.Entity(index));
}
