using System.Net;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Sources.Syslog;

public sealed partial class SyslogTcpSource
{
    [LoggerMessage(LogLevel.Information, "Syslog is received at {EndPoint}")]
    private partial void LogListening(IPEndPoint endPoint);

    [LoggerMessage(LogLevel.Warning, "Connections cannot be accepted: {Reason}; trying on. Raise the limit of open files if that is reached")]
    private partial void LogAcceptFailed(string reason);

    [LoggerMessage(LogLevel.Warning, "{Peer} is refused: {Connections} connections are open; raise --syslog-max-connections. Refused since this was last told: {Refused}")]
    private partial void LogRefused(EndPoint? peer, int connections, long refused);

    [LoggerMessage(LogLevel.Warning, "{Peer} is closed: {Trouble}")]
    private partial void LogTrouble(string peer, string trouble);

    [LoggerMessage(LogLevel.Debug, "{Peer} has ended")]
    private partial void LogClosed(string peer);
}
