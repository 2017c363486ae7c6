using System.Net;

namespace ActorDetector.Http.Security;

/// <summary>An address and a port to listen on.</summary>
internal static class ListenAddress
{
    /// <summary>Reads <c>127.0.0.1:7878</c>, <c>[::1]:7878</c>, <c>localhost:7878</c> or <c>*:7878</c> (all addresses of the machine); null
    /// when it is none of these.</summary>
    public static IPEndPoint? TryParse(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out ushort port))
            return null;
        return text[..colon] switch
        {
            "*" => new IPEndPoint(IPAddress.IPv6Any, port),
            "localhost" => new IPEndPoint(IPAddress.Loopback, port),
            ['[', .. string inner, ']'] when IPAddress.TryParse(inner, out IPAddress? address) => new IPEndPoint(address, port),
            string host when !host.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(host, out IPAddress? address) => new IPEndPoint(address, port),
            _ => null,
        };
    }
}
