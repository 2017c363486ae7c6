namespace ActorDetector.Http.Models;

/// <summary>A model that was live.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Path">The folder of its bundle.</param>
/// <param name="Since">Since when it was live.</param>
public sealed record FormerModelAnswer(string Version, string Path, DateTimeOffset Since);
