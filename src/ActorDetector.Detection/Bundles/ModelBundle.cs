using ActorDetector.Detection.Combination;
using ActorDetector.Detection.NextKey;
using ActorDetector.Logs.Mining;

namespace ActorDetector.Detection.Bundles;

/// <summary>All that training learned: one version, never changed after it was written.</summary>
/// <param name="Manifest">Settings, sizes and metrics.</param>
/// <param name="Templates">The templates of the vocabulary; log key = template id + 3.</param>
/// <param name="NextKey">The next-key model.</param>
/// <param name="Combination">All detectors, and what their votes are worth.</param>
/// <param name="Seen">Which sessions training had.</param>
public sealed record ModelBundle(BundleManifest Manifest, TemplateTree Templates, NextKeyModel NextKey, DetectorCombination Combination, SeenSessions Seen)
{
    /// <summary>The model version.</summary>
    public string Version => Manifest.Version;

    /// <summary>What a person reads for a log key.</summary>
    public string TextOf(ushort key) => key switch
    {
        LogKey.Pad => "(start of session)",
        LogKey.End => "(end of session)",
        LogKey.Unseen => "(unseen template)",
        _ => Templates.Templates[key - LogKey.FirstTemplate].Text,
    };
}
