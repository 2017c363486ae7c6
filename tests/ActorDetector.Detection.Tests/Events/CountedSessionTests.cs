using ActorDetector.Detection.Tests.Made;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats;

namespace ActorDetector.Detection.Tests.Events;

public sealed class CountedSessionTests
{
    private static readonly FormatOptions Counts = new() { Format = "counts" };

    [Fact]
    public void A_line_of_counts_is_a_session_of_as_many_events()
    {
        Parsed parsed = Parsed.Of("open:2 close:1\nopen:1\n", Counts, templates: MadeModels.Templates("open", "close"));

        parsed.Events.Select(one => (one.Entity, one.Row.Key, one.Row.Opens)).ShouldBe(
            [("test.log:1", 3, true), ("test.log:1", 3, false), ("test.log:1", 4, false), ("test.log:2", 3, true)]);
    }

    [Fact]
    public void Lines_that_together_say_more_events_than_there_is_room_for_are_counted_and_named()
    {
        Parsed parsed = Parsed.Of(string.Concat(Enumerable.Repeat("open:999999\n", 50)), Counts, templates: MadeModels.Templates("open"));

        parsed.Events.Count.ShouldBe(2 * 999_999);
        (parsed.Counts.Events, parsed.Counts[SkipReason.TooManyEvents]).ShouldBe((2, 48));
    }
}
