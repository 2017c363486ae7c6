using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Stores;

namespace ActorDetector.SystemTests.Nodes.Made;

/// <summary>A sink that takes anomalies and never says that it has them.</summary>
internal sealed class HangingSink : ISink
{
    public string Name => "hanging";

    public int MostAtOnce => 10;

    public Task SendAsync(IReadOnlyList<StoredAnomaly> anomalies, CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);
}
