namespace ActorDetector.Detection.Bundles;

/// <summary><c>manifest.json</c>: what a bundle is and what its files must be.</summary>
/// <param name="FormatVersion">The version of the bundle format.</param>
/// <param name="Version">The model version: the first 16 hexadecimal digits of the SHA-256 of the manifest without this field.</param>
/// <param name="Settings">The settings it was trained with.</param>
/// <param name="Metrics">What training read and reached.</param>
/// <param name="NextKey">The next-key model.</param>
/// <param name="Votes">What the scores of all detectors are worth.</param>
/// <param name="Files">The SHA-256 of every other file, by name.</param>
public sealed record BundleManifest(
    int FormatVersion,
    string Version,
    BundleSettings Settings,
    BundleMetrics Metrics,
    NextKeyManifest NextKey,
    VotesManifest Votes,
    SortedDictionary<string, string> Files);
