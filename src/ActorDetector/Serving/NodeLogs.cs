using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ActorDetector.Serving;

/// <summary>The node's own log: the standard error, for the standard output may carry anomalies.</summary>
internal static class NodeLogs
{
    /// <summary>Makes loggers.</summary>
    public static ILoggerFactory Create(ServeOptions options) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(options.LogLevel);
        // What the web server says of every request is of use only to those who look for a fault in it.
        logging.AddFilter("Microsoft", level => level >= (options.LogLevel <= LogLevel.Debug ? options.LogLevel : LogLevel.Warning));
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        _ = options.LogStyle switch
        {
            LogStyle.Systemd => logging.AddSystemdConsole(),
            LogStyle.Json => logging.AddJsonConsole(console => console.UseUtcTimestamp = true),
            _ => logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
                console.UseUtcTimestamp = true;
            }),
        };
    });
}
