using System.Diagnostics;
using ActorDetector.Actors.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorDetector.Http;

/// <summary>A span for a request, within the trace that its client has begun.</summary>
internal static class RequestSpan
{
    /// <summary>Answers requests within spans.</summary>
    public static RequestDelegate Around(RequestDelegate next) => async context =>
    {
        HttpRequest request = context.Request;
        _ = ActivityContext.TryParse(request.Headers.TraceParent, request.Headers.TraceState, isRemote: true, out ActivityContext parent);
        using Activity? span = Spans.Source.StartActivity("POST", ActivityKind.Server, parent);
        await next(context).ConfigureAwait(false);
        // The names of routes are few, those of paths are not.
        if (span is not null && context.GetEndpoint() is RouteEndpoint route)
        {
            span.DisplayName = $"POST {route.RoutePattern.RawText}";
            span.SetTag("http.request.method", "POST").SetTag("http.route", route.RoutePattern.RawText).SetTag("http.response.status_code", context.Response.StatusCode);
        }
    };
}
