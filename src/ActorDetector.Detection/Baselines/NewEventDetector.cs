using System.Globalization;
using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Baselines;

/// <summary>Sessions with a template that training never had: the vocabulary itself is what was learned.</summary>
public sealed class NewEventDetector : ISessionDetector
{
    /// <inheritdoc/>
    public double? Threshold => 0;

    /// <summary>How many events have a template that training never had.</summary>
    public double Score(in SessionView session) => session.Counts[LogKey.Unseen];

    /// <inheritdoc/>
    public string Explain(in SessionView session, Func<ushort, string> textOf) => string.Create(
        CultureInfo.InvariantCulture, $"{session.Counts[LogKey.Unseen]:N0} of its events have a template that training never had");

    /// <inheritdoc/>
    public DetectorState Keep() => new(new JsonObject());
}
