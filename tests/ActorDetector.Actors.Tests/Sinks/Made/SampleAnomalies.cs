using ActorDetector.Actors.Stores;
using ActorDetector.Detection;

namespace ActorDetector.Actors.Tests.Sinks.Made;

/// <summary>Anomalies as a store holds them.</summary>
internal static class SampleAnomalies
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static StoredAnomaly Of(
        long number,
        string? template = "Received block <*> from <*>",
        AnomalyKind kind = AnomalyKind.UnexpectedKey,
        string entity = "host-1",
        string raw = "12:00:00 Received block 7 from /10.0.0.1",
        string id = "") =>
        new(number, 0, number, 0, Start.UtcTicks + number, new Anomaly
        {
            Id = id.Length > 0 ? id : $"a{number}",
            Time = Start,
            Entity = entity,
            Session = entity,
            Source = "tcp",
            LineNumber = number,
            Raw = raw,
            Template = template,
            LogKey = template is null ? 2 : 5,
            Detector = "next-key",
            Detectors = ["next-key"],
            Kind = kind,
            Score = 7.5,
            Rank = 12,
            Probability = 0.0005,
            Expected = [new ExpectedTemplate("Served block <*>", 4, 0.9)],
            ModelVersion = "m1",
            Explanation = "It was expected that the block is served.",
        });

    public static StoredAnomaly[] Run(long first, long last) =>
        [.. Enumerable.Range(0, (int)(last - first + 1)).Select(index => Of(first + index))];
}
