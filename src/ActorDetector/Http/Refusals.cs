using System.Globalization;
using System.Text.Json;
using ActorDetector.Actors.Stores;
using ActorDetector.Http.Lines;
using ActorDetector.Http.Otlp;
using ActorDetector.Output;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Http;

/// <summary>Answers what is not fulfilled: problem details (RFC 9457), or what OTLP has in their place.</summary>
internal sealed partial class Refusals
{
    // What the answer to a client that is gone counts as, as other servers have it.
    private const int ClientGone = 499;
    private const int MostReason = 2000;

    private readonly ILogger _log;

    /// <summary>Answers without requests so far.</summary>
    /// <param name="log">Is told of faults of the program itself.</param>
    public Refusals(ILogger log) => _log = log;

    /// <summary>Lets a request be answered, and says why when it cannot.</summary>
    public async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        RefusalException? refusal = null;
        try
        {
            await next(context).ConfigureAwait(false);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } && context.Response.ContentLength is null)
                refusal = OfStatus(context);
        }
        catch (RefusalException fault)
        {
            refusal = fault;
        }
        catch (BadHttpRequestException fault)
        {
            refusal = RefusalException.Of(fault);
        }
        catch (Exception fault) when (fault is OperationCanceledException or ConnectionResetException || (fault is IOException && context.RequestAborted.IsCancellationRequested))
        {
            context.Response.StatusCode = ClientGone;
        }
        catch (IOException fault)
        {
            LogDiskFault(context.Request.Method, Printable.Shorten(context.Request.Path.Value ?? "", 200), fault);
            refusal = new RefusalException(StatusCodes.Status503ServiceUnavailable, $"The node cannot read or write what it needs: {fault.Message}", fault) { RetryAfter = 5 };
        }
        catch (StoreException fault)
        {
            refusal = new RefusalException(StatusCodes.Status503ServiceUnavailable, fault.Message, fault);
        }
        catch (Exception fault)
        {
            LogFault(context.Request.Method, Printable.Shorten(context.Request.Path.Value ?? "", 200), fault);
            refusal = new RefusalException(StatusCodes.Status500InternalServerError, "This is a fault of the node: its log says more.", fault);
        }

        if (refusal is not null && !context.Response.HasStarted)
            await WriteAsync(context, refusal).ConfigureAwait(false);
    }

    private static RefusalException OfStatus(HttpContext context) => new(context.Response.StatusCode, context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => $"There is nothing at {Printable.Shorten(context.Request.Path.Value ?? "", 200)}: /openapi/v1.json says what there is.",
        StatusCodes.Status405MethodNotAllowed => $"{Printable.Shorten(context.Request.Method, 20)} is not for this path; the Allow header says what is.",
        StatusCodes.Status415UnsupportedMediaType =>
            $"Content-Type {Printable.Shorten(context.Request.ContentType ?? "", 100)} is not for this path: send {TypesOf(context.Request.Path)}.",
        StatusCodes.Status400BadRequest => "The body is not the JSON that this path takes: /openapi/v1.json says what it must be.",
        _ => ReasonPhrases.GetReasonPhrase(context.Response.StatusCode),
    });

    private static string TypesOf(PathString path) => path.Value switch
    {
        LinesEndpoint.Path => "text/plain or application/x-ndjson, in UTF-8",
        OtlpEndpoint.Path => $"{OtlpAnswer.Binary} or {OtlpAnswer.Json}",
        _ => "application/json",
    };

    private static async Task WriteAsync(HttpContext context, RefusalException refusal)
    {
        HttpResponse response = context.Response;
        response.StatusCode = refusal.Status;
        if (refusal.RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (refusal.Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer realm=\"actordetector\"";
        string reason = Printable.Shorten(refusal.Message, MostReason);
        if (context.Request.Path == OtlpEndpoint.Path)
            await OtlpAnswer.WriteStatusAsync(context, refusal.Status, reason).ConfigureAwait(false);
        else
            await WriteProblemAsync(response, refusal, reason).ConfigureAwait(false);
    }

    private static async Task WriteProblemAsync(HttpResponse response, RefusalException refusal, string reason)
    {
        var problem = new Dictionary<string, object>
        {
            ["type"] = "about:blank",
            ["title"] = ReasonPhrases.GetReasonPhrase(refusal.Status),
            ["status"] = refusal.Status,
            ["detail"] = reason,
        };
        if (refusal.Accepted is { } accepted)
            problem["accepted"] = accepted;
        response.ContentType = "application/problem+json";
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(problem), CancellationToken.None).ConfigureAwait(false);
    }
}
