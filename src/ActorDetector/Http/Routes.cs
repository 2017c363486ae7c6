using ActorDetector.Actors.Nodes;
using ActorDetector.Http.Anomalies;
using ActorDetector.Http.Bodies;
using ActorDetector.Http.Clusters;
using ActorDetector.Http.Counters;
using ActorDetector.Http.DeadLetters;
using ActorDetector.Http.Health;
using ActorDetector.Http.Lines;
using ActorDetector.Http.Metrics;
using ActorDetector.Http.Models;
using ActorDetector.Http.Otlp;
using ActorDetector.Http.Queries;
using ActorDetector.Http.Security;
using ActorDetector.Http.Sessions;
using ActorDetector.Http.Templates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorDetector.Http;

/// <summary>What is answered where.</summary>
internal static class Routes
{
    private const string Problem = "application/problem+json";

    /// <summary>Maps all routes.</summary>
    public static void Map(
        WebApplication app, INode node, HttpOptions options, Admission admission, RequestGate gate, RequestTally requests, TimeProvider time)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        RouteGroupBuilder all = app.MapGroup("").AddEndpointFilterFactory(QueryRules.Of);
        MapLines(all, node, options, new Handover(node.Ingest, options.MaxHttpWait, time));
        MapApi(all, new ClusterRoutes(node, time));
        MapHealth(all, new HealthRoutes(node, admission, gate, requests));
    }

    private static void MapLines(RouteGroupBuilder all, INode node, HttpOptions options, Handover handover)
    {
        var lines = new LinesEndpoint(node, options, handover);
        all.MapPost(LinesEndpoint.Path, lines.PostAsync)
            .Accepts<string>("text/plain", "application/x-ndjson")
            .Produces<LinesAnswer>()
            .Refuses(400, 409, 413, 415, 429, 503);
        var otlp = new OtlpEndpoint(node, options, handover);
        all.MapPost(OtlpEndpoint.Path, (Delegate)otlp.PostAsync)
            .Accepts<object>(OtlpAnswer.Binary, OtlpAnswer.Json)
            .Produces<object>(200, OtlpAnswer.Binary, OtlpAnswer.Json);
    }

    private static void MapApi(RouteGroupBuilder all, ClusterRoutes cluster)
    {
        RouteGroupBuilder api = all.MapGroup("/api").ProducesProblem(404, Problem);
        api.MapGet("/anomalies", AnomalyRoutes.Find).Refuses(400);
        api.MapGet("/anomalies/{id}", AnomalyRoutes.Get).Refuses(400);
        api.MapGet("/sessions", SessionRoutes.Find).Refuses(400, 503);
        api.MapGet("/templates", TemplateRoutes.Get).Refuses(400);
        api.MapGet("/model", ModelRoutes.Get).Refuses(400);
        api.MapPost("/model", ModelRoutes.Switch).Refuses(400, 409, 415);
        api.MapGet("/counters", CounterRoutes.Get).Refuses(400);
        api.MapGet("/dead-letters", DeadLetterRoutes.Find).Refuses(400);
        api.MapGet("/cluster", cluster.Get).Refuses(400);
        api.MapPost("/cluster/drain", cluster.Drain).Refuses(400, 415, 503);
        api.MapPost("/cluster/rebalance", cluster.Rebalance).Refuses(400, 503);
    }

    private static void MapHealth(RouteGroupBuilder all, HealthRoutes health)
    {
        all.MapGet("/healthz", HealthRoutes.Live).Produces<string>(200, "text/plain");
        all.MapGet("/readyz", health.Ready).Produces<ReadyAnswer>().Produces<ReadyAnswer>(503);
        all.MapGet("/metrics", health.Metrics).Produces<string>(200, "text/plain");
    }

    private static void Refuses(this RouteHandlerBuilder route, params int[] codes)
    {
        foreach (int code in codes)
            route.ProducesProblem(code, Problem);
    }
}
