using ActorDetector.Detection.Bundles;

namespace ActorDetector.Actors.Coordination;

/// <summary>Which models may follow one another in a running node.</summary>
public static class ModelRules
{
    /// <summary>Refuses a model whose lines or sessions are made by other rules: the shard of every entity, and all open sessions, hang on them.</summary>
    /// <exception cref="ArgumentException">It is; the message says in what.</exception>
    public static void RequireSame(ModelBundle live, ModelBundle next)
    {
        ArgumentNullException.ThrowIfNull(live);
        ArgumentNullException.ThrowIfNull(next);
        (BundleSettings old, BundleSettings fresh) = (live.Manifest.Settings, next.Manifest.Settings);
        string? other = old.Format != fresh.Format ? $"reads lines as {fresh.Format}, the live one as {old.Format}"
            : old.Sessions != fresh.Sessions ? $"makes sessions by {fresh.Sessions}, the live one by {old.Sessions}"
            : live.NextKey.Bounded != next.NextKey.Bounded ? "has sessions that end otherwise"
            : null;
        if (other is not null)
            throw new ArgumentException($"Model {next.Version} {other}: that cannot change while sessions are open. Start a node with a data folder of its own for it.", nameof(next));
    }
}
