using System.Net;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Sources.Syslog;

public sealed partial class SyslogUdpSource
{
    [LoggerMessage(LogLevel.Information, "Syslog is received at UDP {EndPoint}; the kernel buffers {Bytes} bytes (net.core.rmem_max bounds it)")]
    private partial void LogReceiving(IPEndPoint endPoint, int bytes);

    [LoggerMessage(LogLevel.Warning, "UDP cannot be received: {Reason}; trying on")]
    private partial void LogReceiveFailed(string reason);
}
