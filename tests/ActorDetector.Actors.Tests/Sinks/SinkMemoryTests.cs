using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Tests.Sinks.Made;

namespace ActorDetector.Actors.Tests.Sinks;

[Collection(nameof(Alone))]
public sealed class SinkMemoryTests
{
    [Fact]
    public async Task However_many_anomalies_wait_for_a_sink_they_take_no_memory()
    {
        await using HttpPeer peer = new(_ => new PeerAnswer { Hangs = true });
        using WebhookSink sink = new(new SinkOptions { WebhookUrl = peer.Url }, null, TimeProvider.System);
        MemoryNodeStore store = new(number => SampleAnomalies.Of(number)) { Last = 1 };
        await store.SetSentAsync(sink.Name, 0, CancellationToken.None);
        await using RunningSink running = new(sink, store, TimeProvider.System);
        await peer.NextAsync();
        long before = GC.GetTotalMemory(forceFullCollection: true);

        for (int commit = 0; commit < 1_000_000; commit++)
        {
            store.Last += 100;
            running.Runner.Wake();
        }

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(2L << 20);
        running.Runner.Status.Sent.ShouldBe(0);
    }
}
