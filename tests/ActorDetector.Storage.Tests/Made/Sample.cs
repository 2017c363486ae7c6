using System.Text;
using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection;

namespace ActorDetector.Storage.Tests.Made;

/// <summary>Things to store.</summary>
internal static class Sample
{
    public static readonly CancellationToken Wait = CancellationToken.None;

    public static Anomaly Anomaly(
        string id, string entity = "host-1", AnomalyKind kind = AnomalyKind.UnexpectedKey, double score = 9.25, string raw = "Got exception \"x\" <*> 漢") => new()
        {
            Id = id,
            Time = new DateTimeOffset(2024, 5, 6, 7, 8, 9, 10, TimeSpan.FromHours(2)),
            Entity = entity,
            Session = entity + "#2",
            Source = "app.log",
            LineNumber = 1234,
            Raw = raw,
            Template = "Got exception <*>",
            LogKey = 7,
            Detector = "next-key",
            Detectors = ["next-key", "length"],
            Kind = kind,
            Score = score,
            Rank = 14,
            Probability = 0.0001,
            Expected = [new ExpectedTemplate("Receiving <*>", 3, 0.93), new ExpectedTemplate("Deleting <*>", 4, 0.041)],
            ModelVersion = "m1",
            Explanation = "\"Receiving\" was expected",
        };

    public static StoredAnomaly Stored(string id, int shard = 0, long arrived = 1000, string entity = "host-1", AnomalyKind kind = AnomalyKind.UnexpectedKey, double score = 9.25) =>
        new(0, shard, 77, 3, arrived, Anomaly(id, entity, kind, score));

    public static PassiveSession Passive(string entity, long seen = 10, long used = 1, long arrived = 10) =>
        new(Utf8(entity), seen, used, arrived, Utf8("session of " + entity));

    public static ClosedSession Closed(string session, string entity = "host-1") => new(session, entity, 0, 12, "idle", 4711);

    public static DeadLetter Letter(string message, long time = 1000) => new(0, time, "shard 0", message, "FormatException: no");

    public static Member Member(string node, Guid run, bool isDraining = false) => new(node, run, NodeRoles.All, "0.1.0", true, isDraining, "{}");

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);

    public static async Task<List<T>> ListAsync<T>(this IAsyncEnumerable<T> items)
    {
        List<T> list = [];
        await foreach (T item in items)
            list.Add(item);
        return list;
    }
}
