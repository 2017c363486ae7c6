using Microsoft.Extensions.Logging;

namespace ActorDetector.Http;

/// <content>What is logged.</content>
public sealed partial class HttpFace
{
    [LoggerMessage(Level = LogLevel.Information, Message = "HTTP on {Address}")]
    private static partial void LogListening(ILogger log, Uri address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "--http {Address} can be reached from other machines and has no TLS: lines and the token can be read on the way. Give --http-tls-certificate.")]
    private static partial void LogPlain(ILogger log, string address);
}
