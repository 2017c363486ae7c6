using ActorDetector.Detection.Events;

namespace ActorDetector.Detection.Detectors;

/// <summary>A detector of single events, asked block by block in the order of the stream. Pure: no clock, no threads, no I/O; its verdicts do
/// not hang on how events were cut into blocks. What it remembers of the stream is bounded. Not for two threads at once.</summary>
public interface IEventDetector
{
    /// <summary>The elapsed ticks of an event that has no line before it, or no time.</summary>
    const long NoElapsed = -1;

    /// <summary>Judges the events of the next block.</summary>
    /// <param name="block">The events.</param>
    /// <param name="elapsedTicks">The time since the line before of each event's session, in ticks; <see cref="NoElapsed"/> when unknown.</param>
    /// <param name="verdicts">Receives the verdicts of anomalous events, in the order of the events; others get none.</param>
    void Judge(EventBlock block, ReadOnlySpan<long> elapsedTicks, List<EventVerdict> verdicts);
}
