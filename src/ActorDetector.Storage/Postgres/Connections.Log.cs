using Microsoft.Extensions.Logging;

namespace ActorDetector.Storage.Postgres;

internal sealed partial class Connections
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Store: {Trouble}")]
    private partial void LogTrouble(string trouble);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Store: {Place} can be used again")]
    private partial void LogTroubleOver(string place);

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "Store: {Damage}")]
    private partial void LogDamage(string damage);
}
