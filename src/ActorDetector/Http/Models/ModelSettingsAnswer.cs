namespace ActorDetector.Http.Models;

/// <summary>What a model was trained with.</summary>
/// <param name="Format">The format of its lines.</param>
/// <param name="SessionId">The regular expression that names a line's session; null without one.</param>
/// <param name="EntityField">The field that names a line's entity; null without one.</param>
/// <param name="Bounded">Whether sessions have an end of their own.</param>
/// <param name="MaxLineBytes">Longest line in bytes.</param>
/// <param name="Window">Log keys of a window.</param>
/// <param name="G">How many of the most probable log keys are normal.</param>
/// <param name="Templates">How many templates it has.</param>
/// <param name="Detectors">The detectors of sessions that have a vote.</param>
public sealed record ModelSettingsAnswer(
    string Format,
    string? SessionId,
    string? EntityField,
    bool Bounded,
    int MaxLineBytes,
    int Window,
    int G,
    int Templates,
    IReadOnlyList<string> Detectors);
