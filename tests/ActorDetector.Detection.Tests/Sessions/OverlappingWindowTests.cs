using System.ComponentModel.DataAnnotations;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Training;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Tests.Sessions;

public sealed class OverlappingWindowTests
{
    private static readonly SessionOptions ThreeMinutesByOne = new() { SessionSpan = TimeSpan.FromMinutes(3), SessionStep = TimeSpan.FromMinutes(1) };

    [Fact]
    public void A_window_has_the_lines_of_the_whole_span_each_time_that_a_step_ends_and_the_last_one_is_included()
    {
        Windows(ThreeMinutesByOne, (0, 3), (1, 4), (2, 5), (3, 6), (4, 7)).ShouldBe(["3", "3 4", "3 4 5", "4 5 6", "5 6 7"]);
    }

    [Fact]
    public void Lines_from_before_the_span_are_forgotten_after_a_pause()
    {
        Windows(ThreeMinutesByOne, (0, 3), (1, 4), (60, 5)).ShouldBe(["3", "3 4", "5"]);
    }

    [Fact]
    public void Entities_have_windows_of_their_own()
    {
        EventBlock block = Block(("a", 0, 3), ("b", 0, 4), ("a", 1, 5), ("b", 1, 6));

        Windows(ThreeMinutesByOne, block).ShouldBe(["3", "4", "3 5", "4 6"]);
    }

    [Fact]
    public void Without_a_step_windows_do_not_overlap()
    {
        Windows(ThreeMinutesByOne with { SessionStep = null }, (0, 3), (1, 4), (2, 5), (3, 6), (4, 7)).ShouldBe(["3 4 5", "6 7"]);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(1, 2)]
    [InlineData(5000, 1)]
    public void A_step_needs_a_span_that_holds_some_of_it(int? span, int step)
    {
        var options = new SessionOptions
        {
            SessionSpan = span is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
            SessionStep = TimeSpan.FromMinutes(step),
        };

        Should.Throw<ValidationException>(() => new SessionCollector(options, bounded: false)).Message.ShouldContain("--session-step");
    }

    private static string[] Windows(SessionOptions options, params (int Minute, ushort Key)[] events) =>
        Windows(options, Block([.. events.Select(each => ("a", each.Minute, each.Key))]));

    private static string[] Windows(SessionOptions options, EventBlock block)
    {
        var collector = new SessionCollector(options, bounded: false);
        collector.Add(block);
        collector.Finish();
        return [.. collector.Sessions.Select(session => string.Join(' ', session.Window ?? session.Keys))];
    }

    private static EventBlock Block(params (string Entity, int Minute, ushort Key)[] events)
    {
        var block = new EventBlock();
        block.Clear(0);
        foreach ((string entity, int minute, ushort key) in events)
        {
            block.Add(
                "line"u8,
                System.Text.Encoding.UTF8.GetBytes(entity),
                [],
                new EventRow { Key = key, Time = TimeSpan.FromMinutes(minute).Ticks, LineNumber = block.Count + 1, Weight = 1 });
        }

        return block;
    }
}
