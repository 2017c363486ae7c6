using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Actors.Ingest;

/// <summary>Which entity a line belongs to.</summary>
public sealed record IngestOptions : IValidatableObject
{
    /// <summary>What says which entity a line belongs to, unless a pattern or a field does. Default: the model's own rule.</summary>
    [Description("What says which entity a line belongs to: the model's own rule, or the source (syslog host, resource attribute, file name)")]
    public EntityFrom EntityFrom { get; init; } = EntityFrom.Model;

    /// <summary>A regular expression whose first group (or whole match) in the line names its entity; a line without it is skipped. Default
    /// none.</summary>
    [Description("Regex whose first group, or whole match, in the line names its entity; a line without it is skipped")]
    public string? EntityPattern { get; init; }

    /// <summary>Name of the field of the model's format that names the entity; a line without it is skipped, unless a <c>?</c> stands behind the name: then the
    /// source names it. Default none.</summary>
    [Description("Field of the model's format that names the entity; with a ? behind it lines may lack it")]
    public string? EntityField { get; init; }

    /// <summary>Refuses more than one rule.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (EntityPattern is not null && EntityField is not null)
            yield return new ValidationResult("--entity-pattern and --entity-field exclude each other: give only one of them.");
        if (EntityFrom == EntityFrom.Source && (EntityPattern ?? EntityField) is not null)
            yield return new ValidationResult("--entity-from source excludes --entity-pattern and --entity-field: give only one of them.");
    }
}
