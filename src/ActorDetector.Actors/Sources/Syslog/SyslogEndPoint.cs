using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>Where syslog is received.</summary>
/// <param name="Address">The address and the port; port 0 is one that the system chooses.</param>
public sealed record SyslogEndPoint(IPEndPoint Address)
{
    /// <summary>Whether only this machine reaches it.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Address.Address);

    /// <summary>Reads <c>address:port</c>, <c>localhost:port</c> or <c>port</c>; a port alone is on the loopback.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SyslogEndPoint? endPoint)
    {
        ArgumentNullException.ThrowIfNull(text);
        endPoint = null;
        int colon = text.LastIndexOf(':');
        string host = colon < 0 ? "localhost" : text[..colon];
        if (!ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
            return false;
        bool isBracketed = host.StartsWith('[') && host.EndsWith(']');
        IPAddress? address = IPAddress.Loopback;
        if (host != "localhost" && (!IPAddress.TryParse(isBracketed ? host[1..^1] : host, out address) || isBracketed != host.Contains(':')))
            return false;
        endPoint = new SyslogEndPoint(new IPEndPoint(address, port));
        return true;
    }

    internal static SyslogEndPoint? Parse(string option, string? text) => text is null ? null
        : TryParse(text, out SyslogEndPoint? endPoint) ? endPoint : throw new ArgumentException(Refusal(option, text));

    internal static string Refusal(string option, string text) =>
        $"{option} '{text}' is no address and port: write it as 127.0.0.1:514, [::1]:514, or 514 for the loopback.";

    /// <summary>As <c>127.0.0.1:514</c>.</summary>
    public override string ToString() => Address.ToString();
}
