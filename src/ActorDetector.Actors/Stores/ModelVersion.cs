namespace ActorDetector.Actors.Stores;

/// <summary>A model that was live.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Path">The folder of its bundle.</param>
/// <param name="Since">Since when: ticks UTC.</param>
/// <param name="Templates">The text of every log key, by number; so that windows of an old model can be read when its bundle is gone.</param>
public sealed record ModelVersion(string Version, string Path, long Since, IReadOnlyList<string> Templates);
