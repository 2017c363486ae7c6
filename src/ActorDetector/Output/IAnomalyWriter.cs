using ActorDetector.Detection;

namespace ActorDetector.Output;

/// <summary>Writes anomalies to a file as they are found.</summary>
public interface IAnomalyWriter : IDisposable
{
    /// <summary>Writes anomalies and hands them to the file at once, so that whoever follows the file sees them.</summary>
    void Write(IReadOnlyCollection<Anomaly> found);
}
