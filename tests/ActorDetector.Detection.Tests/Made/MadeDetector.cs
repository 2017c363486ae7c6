using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Tests.Made;

/// <summary>A detector of sessions whose scores are made by hand.</summary>
internal sealed class MadeDetector(Func<ushort[], double> score, double? threshold = null) : ISessionDetector
{
    public double? Threshold => threshold;

    /// <summary>The sessions that it was asked for.</summary>
    public List<ushort[]> Asked { get; } = [];

    public double Score(in SessionView session)
    {
        ushort[] keys = session.Keys.ToArray();
        Asked.Add(keys);
        return score(keys);
    }

    public string Explain(in SessionView session, Func<ushort, string> textOf) => $"made of {session.Keys.Length} keys";

    public DetectorState Keep() => new(new JsonObject());
}
