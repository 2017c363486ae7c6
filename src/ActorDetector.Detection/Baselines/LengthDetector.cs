using System.Globalization;
using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Baselines;

/// <summary>Sessions of a length that training never had.</summary>
/// <param name="shortest">Events of the shortest session in training.</param>
/// <param name="longest">Events of the longest.</param>
public sealed class LengthDetector(int shortest, int longest) : ISessionDetector
{
    /// <inheritdoc/>
    public double? Threshold => 0;

    /// <summary>0 within the lengths of training, else the logarithm of the ratio to the nearest of them.</summary>
    public double Score(in SessionView session)
    {
        double length = session.Keys.Length;
        return Math.Max(0, Math.Max(Math.Log((shortest + 1.0) / (length + 1)), Math.Log((length + 1) / (longest + 1.0))));
    }

    /// <inheritdoc/>
    public string Explain(in SessionView session, Func<ushort, string> textOf) => string.Create(
        CultureInfo.InvariantCulture, $"it has {session.Keys.Length:N0} events; in training sessions had {shortest:N0} to {longest:N0}");

    /// <inheritdoc/>
    public DetectorState Keep() => new(new JsonObject { ["shortest"] = shortest, ["longest"] = longest });
}
