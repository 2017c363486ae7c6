using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Stores;

namespace ActorDetector.Actors.Tests.Sinks.Made;

/// <summary>A sink that takes anomalies in the moment in which it is being stopped.</summary>
internal sealed class StoppingSink(CancellationTokenSource stop) : ISink
{
    public string Name => "stopping";

    public int MostAtOnce => 4;

    public Task SendAsync(IReadOnlyList<StoredAnomaly> anomalies, CancellationToken cancellation) => stop.CancelAsync();
}
