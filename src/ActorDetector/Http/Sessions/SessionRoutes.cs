using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.Actors.Nodes;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Stores;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ActorDetector.Http.Sessions;

/// <summary>What runs, and what ran and was strange.</summary>
internal static class SessionRoutes
{
    /// <summary>Open sessions that are in memory, and closed ones that had anomalies.</summary>
    public static async Task<SessionsAnswer> Find(
        INode node,
        [FromQuery(Name = "entity"), Description("Only sessions of this entity")] string? entity,
        CancellationToken cancellation,
        [FromQuery(Name = "limit"), Range(1, 1000), Description("Most sessions of each kind")] int limit = 100)
    {
        try
        {
            IReadOnlyList<OpenSessionView> open = await node.FindOpenSessionsAsync(entity, limit, cancellation).ConfigureAwait(false);
            IReadOnlyList<ClosedSession> closed = await node.Store.FindSessionsAsync(entity, limit, cancellation).ConfigureAwait(false);
            return new SessionsAnswer([.. open.Select(Answer)], [.. closed.Select(Answer)]);
        }
        catch (TimeoutException fault)
        {
            throw new RefusalException(StatusCodes.Status503ServiceUnavailable, fault.Message, fault) { RetryAfter = 5 };
        }
    }

    private static OpenSessionAnswer Answer(OpenSessionView view) =>
        new(view.Entity, view.Session, view.Shard, view.Events, UtcTime.OfLog(view.LastTime), UtcTime.Of(view.Arrived), view.Recent);

    private static ClosedSessionAnswer Answer(ClosedSession session) =>
        new(session.Entity, session.Session, session.Shard, session.Events, session.Closed, UtcTime.OfLog(session.LastTime));
}
