using ActorDetector.Detection;

namespace ActorDetector.Tests.Output;

internal static class SampleAnomaly
{
    public static Anomaly Of(double score = 9.25, string raw = "Got exception", string id = "a1") => new()
    {
        Id = id,
        Time = new DateTimeOffset(2008, 11, 9, 20, 36, 15, TimeSpan.Zero),
        Entity = "blk_1",
        Session = "blk_1#2",
        Source = "hdfs.log",
        LineNumber = 1234,
        Raw = raw,
        Template = "Got exception <*>",
        LogKey = 7,
        Detector = "next-key",
        Detectors = ["next-key", "length"],
        Kind = AnomalyKind.UnexpectedKey,
        Score = score,
        Rank = 14,
        Probability = 0.0001,
        Expected = [new ExpectedTemplate("Receiving <*>", 3, 0.93), new ExpectedTemplate("Deleting <*>", 4, 0.041)],
        ModelVersion = "m1",
        Explanation = "\"Receiving\" was expected",
    };
}
