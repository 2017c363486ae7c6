using System.ComponentModel.DataAnnotations;
using ActorDetector.Detection;

namespace ActorDetector.Http.Anomalies;

/// <summary>A text that must be the name of a kind of anomaly.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class KindNameAttribute : ValidationAttribute
{
    /// <summary>The names.</summary>
    public static IEnumerable<string> Names => Enum.GetValues<AnomalyKind>().Select(AnomalyText.Kind);

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is null || AnomalyText.KindOf((string)value) is not null;

    /// <inheritdoc/>
    public override string FormatErrorMessage(string name) => $"it must be one of {string.Join(", ", Names)}.";
}
