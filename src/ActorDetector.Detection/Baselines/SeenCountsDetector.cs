using System.Text.Json.Nodes;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Baselines;

/// <summary>Sessions whose counts of events no training session had.</summary>
public sealed class SeenCountsDetector : ISessionDetector
{
    private readonly SeenSessions _seen;

    internal SeenCountsDetector(SeenSessions seen) => _seen = seen;

    /// <inheritdoc/>
    public double? Threshold => 0;

    /// <summary>0 when a training session had the same counts, else 1.</summary>
    public double Score(in SessionView session) => _seen.HasCounts(session.Keys) ? 0 : 1;

    /// <inheritdoc/>
    public string Explain(in SessionView session, Func<ushort, string> textOf) => "no session in training had its events as many times each";

    /// <inheritdoc/>
    public DetectorState Keep() => new(new JsonObject { ["counts"] = JsonReading.Array(_seen.Counts.Order()) });
}
