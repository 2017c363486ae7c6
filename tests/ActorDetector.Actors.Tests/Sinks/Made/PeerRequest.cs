using System.Text.Json.Nodes;

namespace ActorDetector.Actors.Tests.Sinks.Made;

internal sealed record PeerRequest(string Line, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string[] Ids => [.. Json["anomalies"]!.AsArray().Select(anomaly => (string)anomaly!["id"]!)];
}
