namespace ActorDetector.Logs.Formats.Headers;

/// <summary>A header that goes by a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Pattern">The header.</param>
/// <param name="TimeField">The fields of the time, separated by commas.</param>
/// <param name="TimeFormat">How it is written.</param>
/// <param name="Rule">Finds the content where the pattern cannot.</param>
/// <param name="IsDetected">Whether a log may be recognised as it; not where another preset says the same better.</param>
internal sealed record Preset(
    string Name, string Pattern, string? TimeField, string? TimeFormat, ContentRule? Rule = null, bool IsDetected = true);
