using ActorDetector.Logs;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Sessions;
using ActorDetector.Logs.Text;

namespace ActorDetector.Actors.Ingest;

/// <summary>Finds the entity of a line. Not for two threads at once.</summary>
/// <param name="identifier">Finds it in the line; null when nothing there names it.</param>
/// <param name="format">Has a field for it; null when none does.</param>
internal sealed class EntityFinder(SessionIdentifier? identifier, ResolvedFormat? format)
{
    private readonly LineParser? _parser = format?.Format.CreateParser();
    private readonly bool _needed = format?.Options.NeedsEntity ?? false;

    /// <summary>Finds the entity.</summary>
    /// <param name="line">The line.</param>
    /// <param name="hint">What the source says.</param>
    /// <param name="entity">The entity; valid until the next call.</param>
    /// <returns>Why the line is skipped, or <see cref="SkipReason.None"/>.</returns>
    public SkipReason Find(ReadOnlySpan<byte> line, ReadOnlySpan<byte> hint, out ReadOnlySpan<byte> entity)
    {
        entity = hint;
        if (identifier is not null)
        {
            bool found = identifier.TryFind(line, out Slice named);
            entity = named.Of(line);
            return found ? SkipReason.None : SkipReason.NoIdentifier;
        }

        if (_parser is null)
            return SkipReason.None;
        ParsedLine parsed = default;
        SkipReason reason = _parser.Parse(line, ref parsed);
        if (reason != SkipReason.None)
            return reason;
        if (!parsed.Entity.IsEmpty)
            entity = parsed.Entity;
        return parsed.Entity.IsEmpty && _needed ? SkipReason.NoIdentifier : SkipReason.None;
    }
}
