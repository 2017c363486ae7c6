using ActorDetector.Actors.Nodes;

namespace ActorDetector.Actors.Tests.Nodes;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Each_line_is_counted_in_the_first_bucket_that_holds_its_time()
    {
        var latency = new LatencyHistogram();
        latency.Add(TimeSpan.FromMilliseconds(1), 3);
        latency.Add(TimeSpan.FromMilliseconds(15), 2);
        latency.Add(TimeSpan.FromDays(1), 1);
        LatencySnapshot snapshot = latency.Snapshot;

        snapshot.Counts.Count.ShouldBe(snapshot.Bounds.Count + 1);
        snapshot.Counts[0].ShouldBe(3);
        snapshot.Counts[snapshot.Bounds.ToList().IndexOf(0.02)].ShouldBe(2);
        snapshot.Counts[^1].ShouldBe(1);
        snapshot.SumSeconds.ShouldBe(0.033 + 86400, 1e-6);
    }
}
