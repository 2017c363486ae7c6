using System.Text.Json.Nodes;

namespace ActorDetector.SystemTests.Processes;

/// <summary>What a node made of the lines of a source: what must be the same whatever happened to it on the way.</summary>
/// <param name="Counters">The source's counters, repeats aside.</param>
/// <param name="Anomalies">The anomalies, sorted.</param>
internal sealed record Outcome(string Counters, IReadOnlyList<string> Anomalies)
{
    /// <summary>The outcome of a source, once all in the log is judged.</summary>
    /// <param name="node">The node.</param>
    /// <param name="source">The source.</param>
    /// <param name="without">Fields of anomalies that may differ.</param>
    public static async Task<Outcome> OfAsync(ServedNode node, string source, params string[] without)
    {
        await node.SettleAsync();
        JsonObject counters = (await node.CountersAsync())[source];
        counters.Remove("repeats");
        List<JsonObject> anomalies = await node.AnomaliesAsync();
        foreach (string field in without)
            anomalies.ForEach(anomaly => anomaly.Remove(field));
        return new Outcome(counters.ToJsonString(), [.. anomalies.Select(anomaly => anomaly.ToJsonString()).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Fails unless it is the same as another.</summary>
    public void ShouldBeThatOf(Outcome other)
    {
        Counters.ShouldBe(other.Counters);
        Anomalies.Except(other.Anomalies).ShouldBeEmpty("anomalies that should not be there");
        other.Anomalies.Except(Anomalies).ShouldBeEmpty("anomalies that are missing");
        Anomalies.Count.ShouldBe(other.Anomalies.Count, "anomalies that are told twice");
    }
}
