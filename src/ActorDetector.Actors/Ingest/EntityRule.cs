using ActorDetector.Detection.Bundles;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Formats.Sequences;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Actors.Ingest;

/// <summary>Which entity a line belongs to. Immutable and shared by threads.</summary>
public sealed class EntityRule
{
    private readonly SessionIdentifier? _identifier;
    private readonly ResolvedFormat? _format;

    /// <summary>A rule.</summary>
    /// <param name="options">What the user said.</param>
    /// <param name="settings">What the model was trained with.</param>
    /// <exception cref="ArgumentException">A pattern is no regular expression, there is no such field, or the model's format has no lines that are events.</exception>
    public EntityRule(IngestOptions options, BundleSettings settings)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(settings);
        ResolvedFormat format = LogFormats.Resolve(options.EntityField is { } field ? settings.Format with { EntityField = field } : settings.Format, []);
        if (format.Format is KeySequenceFormat)
            throw new ArgumentException($"The model was trained on {format.Format.Name}, of which each line is a whole session: a live log's lines are events. Train a model on the log itself.", nameof(settings));
        string? pattern = options.EntityPattern ?? (options.EntityFrom == EntityFrom.Model && options.EntityField is null ? settings.Sessions.SessionId : null);
        _identifier = pattern is null ? null : new SessionIdentifier(pattern, options.EntityPattern is null ? "--session-id" : "--entity-pattern");
        if (_identifier is null && options.EntityFrom == EntityFrom.Model && format.Options.EntityField is not null)
            _format = format;
    }

    /// <summary>Finds entities, for one thread.</summary>
    internal EntityFinder CreateFinder() => new(_identifier, _format);
}
