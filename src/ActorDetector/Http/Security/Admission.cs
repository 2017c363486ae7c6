using System.Net;
using Microsoft.AspNetCore.Http;

namespace ActorDetector.Http.Security;

/// <summary>Who may ask: refuses requests without the token, and what a page of some other site makes a browser on this machine send.</summary>
/// <param name="token">The token that requests must carry; null when none is needed.</param>
/// <param name="isLocal">Whether only this machine can reach the address, so that a request for another host's name is a trick.</param>
internal sealed class Admission(AccessToken? token, bool isLocal)
{
    /// <summary>The paths that answer without the token.</summary>
    private static readonly PathString[] Open = ["/healthz", "/readyz"];

    /// <summary>Whether a request may see everything.</summary>
    public bool Knows(HttpRequest request) => token is null || token.IsIn(request.Headers.Authorization);

    /// <summary>Refuses a request that may not be answered.</summary>
    /// <exception cref="RefusalException">It may not.</exception>
    public void Check(HttpRequest request)
    {
        if (isLocal && !IsLocalName(request.Host.Host))
            throw new RefusalException(StatusCodes.Status421MisdirectedRequest, $"The host {request.Host.Host} is not this machine: ask for localhost or its address.");
        if (request.Headers.Origin is [{ Length: > 0 } origin] && !IsOwn(origin, request.Host))
            throw new RefusalException(StatusCodes.Status403Forbidden, $"The origin {origin} is another site: its pages may not ask here.");
        if (Open.Contains(request.Path) || Knows(request))
            return;
        throw new RefusalException(StatusCodes.Status401Unauthorized, "The bearer token is missing or wrong: send it as Authorization: Bearer TOKEN.");
    }

    // A name that a hostile server of names points to this machine (DNS rebinding) is neither.
    private static bool IsLocalName(string host) => host == "localhost" || IPAddress.TryParse(host.Trim('[', ']'), out _);

    private static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? site) && string.Equals(site.Authority, host.Value, StringComparison.OrdinalIgnoreCase);
}
