using ActorDetector.Actors.Nodes;
using ActorDetector.CommandLine;
using ActorDetector.Http.Clusters;
using ActorDetector.Http.Metrics;
using ActorDetector.Http.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ActorDetector.Http.Health;

/// <summary>How the node is.</summary>
internal sealed class HealthRoutes
{
    private readonly INode _node;
    private readonly Admission _admission;
    private readonly RequestGate _gate;
    private readonly RequestTally _requests;

    /// <summary>The health of a node.</summary>
    public HealthRoutes(INode node, Admission admission, RequestGate gate, RequestTally requests) =>
        (_node, _admission, _gate, _requests) = (node, admission, gate, requests);

    /// <summary>Tells that the process answers.</summary>
    public static ContentHttpResult Live() => TypedResults.Text("ok\n");

    /// <summary>Whether the node takes lines and judges them: 200 or 503. What is wrong is told to who shows the token, where one is needed.</summary>
    public IResult Ready(HttpContext context)
    {
        NodeStatus status = _node.Status;
        bool draining = status.IsDraining || _gate.IsClosed;
        bool ready = status.IsReady && !draining;
        return TypedResults.Json(
            _admission.Knows(context.Request) ? Whole(status, ready, draining) : new ReadyAnswer(ready, draining, null),
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>The node's metrics in the text format of Prometheus.</summary>
    public ContentHttpResult Metrics() =>
        TypedResults.Text(NodeMetrics.Write(_node.Status, _requests.Counts, ProcessMemory.Now, VersionText.Program), PrometheusText.MediaType);

    private static ReadyAnswer Whole(NodeStatus status, bool ready, bool draining) =>
        new(ready, draining, [.. status.Conditions.Select(condition => new ConditionAnswer(condition.Part, condition.Trouble, condition.IsBlocking))])
        {
            Node = status.Cluster?.Node,
            Roles = status.Cluster is { } cluster ? RoleNames.Of(cluster.Roles) : null,
            Coordinates = status.Cluster?.IsLeading,
        };
}
