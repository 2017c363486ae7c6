using ActorDetector.Logs.Masking;

namespace ActorDetector.Logs.Mining;

/// <summary>Learns templates from content, one line after another. Not for two threads at once.</summary>
public abstract class TemplateMiner
{
    /// <summary>A miner of the kind that the options name.</summary>
    public static TemplateMiner Create(MiningOptions mining, MaskingOptions masking) => throw new NotImplementedException();

    /// <summary>Learns from one line's content.</summary>
    public abstract void Learn(ReadOnlySpan<byte> content);

    /// <summary>Learns from a line that carries its own event id, which is its template as it stands.</summary>
    public abstract void LearnEventId(ReadOnlySpan<byte> eventId);

    /// <summary>What was learned, as a tree that only matches: every line learned (and not evicted since) matches it.</summary>
    public abstract TemplateTree Freeze();
}
