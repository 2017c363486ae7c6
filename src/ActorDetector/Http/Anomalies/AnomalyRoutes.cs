using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ActorDetector.Actors.Nodes;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection;
using ActorDetector.Output;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ActorDetector.Http.Anomalies;

/// <summary>What was found.</summary>
internal static class AnomalyRoutes
{
    /// <summary>Finds anomalies, newest first.</summary>
    public static async Task<AnomalyPage> Find(
        INode node,
        [FromQuery(Name = "from"), Description("Only anomalies whose line arrived then or later: ISO 8601, UTC where no zone is given")] DateTimeOffset? from,
        [FromQuery(Name = "until"), Description("Only anomalies whose line arrived before: ISO 8601, UTC where no zone is given")] DateTimeOffset? until,
        [FromQuery(Name = "entity"), Description("Only anomalies of this entity")] string? entity,
        [FromQuery(Name = "kind"), KindName, Description("Only anomalies of this kind, as unexpected-key")] string? kind,
        [FromQuery(Name = "min-score"), Description("Only anomalies of at least this score, in nats")] double? minScore,
        [FromQuery(Name = "before"), Description("The next of the page before")] long? before,
        CancellationToken cancellation,
        [FromQuery(Name = "limit"), Range(1, 1000), Description("Most anomalies of the page")] int limit = 100)
    {
        var query = new AnomalyQuery
        {
            From = from?.UtcTicks,
            Until = until?.UtcTicks,
            Entity = entity,
            Kind = kind is null ? null : AnomalyText.KindOf(kind),
            LeastScore = minScore,
            Before = before,
            Limit = limit,
        };
        IReadOnlyList<StoredAnomaly> found = await node.Store.FindAnomaliesAsync(query, cancellation).ConfigureAwait(false);
        // A page of long lines has fewer than were asked for.
        bool isLast = found.Count == 0 || (found.Count < limit
            && await node.Store.FindAnomaliesAsync(query with { Before = found[^1].Number, Limit = 1 }, cancellation).ConfigureAwait(false) is []);
        return new AnomalyPage([.. found.Select(stored => stored.Anomaly)], isLast ? null : found[^1].Number.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>An anomaly, with the lines of its entity before and after its line.</summary>
    public static async Task<AnomalyDetail> Get(
        INode node,
        [Description("The anomaly's id")] string id,
        CancellationToken cancellation,
        [FromQuery(Name = "before"), Range(0, 100), Description("Most lines before its line")] int before = 10,
        [FromQuery(Name = "after"), Range(0, 100), Description("Most lines after its line")] int after = 10)
    {
        StoredAnomaly found = await node.Store.FindAnomalyAsync(id, cancellation).ConfigureAwait(false)
            ?? throw new RefusalException(
                StatusCodes.Status404NotFound, $"There is no anomaly {Printable.Shorten(id, 100)}: it never was, or was deleted for its age.");
        IReadOnlyList<ContextLine> context = await node.FindContextAsync(found, before, after, cancellation).ConfigureAwait(false);
        return new AnomalyDetail(
            found.Anomaly,
            UtcTime.Of(found.Arrived),
            [.. context.Select(line => new ContextLineAnswer(line.Offset, line.Origin, line.Number, UtcTime.Of(line.Arrived), line.Raw))]);
    }
}
