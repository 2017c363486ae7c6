namespace ActorDetector.Http.Models;

/// <summary>The model that judges what comes now.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Since">Since when it is live; null when that is not stored yet.</param>
/// <param name="Path">The folder of its bundle; null when that is not stored yet.</param>
/// <param name="Settings">What it was trained with.</param>
/// <param name="Former">The models before it, newest first.</param>
public sealed record ModelAnswer(
    string Version, DateTimeOffset? Since, string? Path, ModelSettingsAnswer Settings, IReadOnlyList<FormerModelAnswer> Former);
