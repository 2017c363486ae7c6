using ActorDetector.Actors.Clusters;
using Microsoft.AspNetCore.Http;

namespace ActorDetector.Http.Clusters;

/// <summary>What a node answers by its roles: <c>/api</c> as one that answers people, <c>/v1</c> as one that takes lines; health and metrics always.</summary>
internal static class RoleCheck
{
    /// <summary>Refuses what is another node's to answer.</summary>
    /// <exception cref="RefusalException">It is not this one's. Lines are to be sent again, where another node may take them: so 503 for those.</exception>
    public static void Check(PathString path, NodeRoles roles)
    {
        if (path.StartsWithSegments("/api") && !roles.HasFlag(NodeRoles.Web))
            throw new RefusalException(StatusCodes.Status404NotFound, $"This node does not answer people: it was started with --roles {Given(roles)}, without web. Ask a node that has it.");
        if (path.StartsWithSegments("/v1") && !roles.HasFlag(NodeRoles.Ingest))
            throw new RefusalException(StatusCodes.Status503ServiceUnavailable, $"This node takes no lines: it was started with --roles {Given(roles)}, without ingest. Send them to a node that has it.") { RetryAfter = 5 };
    }

    private static string Given(NodeRoles roles) => string.Join(',', RoleNames.Of(roles));
}
