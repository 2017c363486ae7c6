namespace ActorDetector.Detection.Detectors;

/// <summary>What remembers something of the stream, and must be kept with a checkpoint for that.</summary>
public interface IStreamMemory
{
    /// <summary>All that is remembered, if that changed since it was last asked for or put back; else null.</summary>
    byte[]? SaveChanged();

    /// <summary>Puts back what <see cref="SaveChanged"/> gave, in place of all that is remembered.</summary>
    /// <exception cref="FormatException">It is damaged, or of another model; the message says what is wrong.</exception>
    void Restore(ReadOnlySpan<byte> saved);
}
