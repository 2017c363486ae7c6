using ActorDetector.Detection.Bundles;

namespace ActorDetector.Detection.Tests.Bundles;

public sealed class SeenSessionsTests
{
    [Fact]
    public void A_session_is_seen_by_its_order_or_by_its_counts_alone()
    {
        var seen = new SeenSessions();
        seen.Add([3, 4, 4, 5]);

        seen.HasSequence([3, 4, 4, 5]).ShouldBeTrue();
        seen.HasSequence([4, 3, 4, 5]).ShouldBeFalse();
        seen.HasCounts([5, 4, 3, 4]).ShouldBeTrue();
        seen.HasCounts([3, 4, 5]).ShouldBeFalse();
    }

    [Fact]
    public void A_session_with_an_unseen_template_was_never_seen()
    {
        var seen = new SeenSessions();
        seen.Add([3, LogKey.Unseen]);

        seen.HasCounts([3, LogKey.Unseen]).ShouldBeFalse();
        seen.HasSequence([3, LogKey.Unseen]).ShouldBeFalse();
    }
}
