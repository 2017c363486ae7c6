using ActorDetector.Actors.Stores;

namespace ActorDetector.Actors.Sinks;

/// <summary>Where anomalies are told.</summary>
public interface ISink
{
    /// <summary>Its name, by which the store knows how far it has sent, as <c>webhook</c>.</summary>
    string Name { get; }

    /// <summary>Most anomalies that it takes at once.</summary>
    int MostAtOnce { get; }

    /// <summary>Tells anomalies, in their order; done when the other side has them. One attempt. It may be asked to tell them again after a
    /// crash: their ids tell repeats.</summary>
    /// <exception cref="IOException">They could not be told now; they will be given again, later.</exception>
    /// <exception cref="SinkRefusedException">They will never be taken: giving them again is of no use.</exception>
    Task SendAsync(IReadOnlyList<StoredAnomaly> anomalies, CancellationToken cancellation);
}
