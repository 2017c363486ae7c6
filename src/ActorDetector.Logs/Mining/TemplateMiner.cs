using System.ComponentModel.DataAnnotations;
using ActorDetector.Logs.Masking;

namespace ActorDetector.Logs.Mining;

/// <summary>Learns templates from content, one line after another. Not for two threads at once.</summary>
public abstract class TemplateMiner
{
    /// <summary>A miner of the kind that the options name.</summary>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">A mask is not a regular expression, or a delimiter not an ASCII character.</exception>
    public static TemplateMiner Create(MiningOptions mining, MaskingOptions masking)
    {
        ArgumentNullException.ThrowIfNull(mining);
        ArgumentNullException.ThrowIfNull(masking);
        Validator.ValidateObject(mining, new ValidationContext(mining), validateAllProperties: true);
        return new ClusterMiner(mining, new TokenizerOptions(masking, mining.Delimiters));
    }

    /// <summary>Learns from one line's content.</summary>
    public abstract void Learn(ReadOnlySpan<byte> content);

    /// <summary>Learns from a line that carries its own event id, which is its template as it stands. Of an id longer than 256 bytes only
    /// those count.</summary>
    public abstract void LearnEventId(ReadOnlySpan<byte> eventId);

    /// <summary>What was learned, as a tree that only matches: every line learned (and not evicted since) matches it.</summary>
    public abstract TemplateTree Freeze();
}
