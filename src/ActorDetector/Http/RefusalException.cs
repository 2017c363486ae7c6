using Microsoft.AspNetCore.Http;

namespace ActorDetector.Http;

/// <summary>A request that is not fulfilled.</summary>
/// <param name="status">The status code.</param>
/// <param name="reason">What was wrong and what to do.</param>
/// <param name="inner">The fault beneath it.</param>
internal sealed class RefusalException(int status, string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>The status code.</summary>
    public int Status { get; } = status;

    /// <summary>Seconds after which the client may come again; null when that is of no use.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The request's first lines that were accepted all the same; null when it is no request with lines.</summary>
    public long? Accepted { get; init; }

    /// <summary>What the server itself found wrong with a request, with the option that bounds it.</summary>
    public static RefusalException Of(BadHttpRequestException fault) => new(fault.StatusCode, fault.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => $"{fault.Message} Send it in parts, or raise --max-body-bytes.",
        StatusCodes.Status408RequestTimeout => "The body came too slowly: --min-body-rate says how fast it must come.",
        _ => fault.Message,
    }, fault);
}
