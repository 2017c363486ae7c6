using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ActorDetector.RabbitMq.Brokers;

/// <summary>What is wrong now, each under the name of what it is wrong with. Safe from any thread.</summary>
internal sealed partial class Troubles(ILogger logger)
{
    private readonly ConcurrentDictionary<string, string> _troubles = new(StringComparer.Ordinal);
    private readonly ILogger _logger = logger;

    /// <summary>One of them; null when all is well.</summary>
    public string? Any => _troubles.IsEmpty ? null : _troubles.OrderBy(trouble => trouble.Key, StringComparer.Ordinal).Select(trouble => trouble.Value).FirstOrDefault();

    /// <summary>Whether something is wrong with this.</summary>
    public bool Has(string what) => _troubles.ContainsKey(what);

    /// <summary>Notes that something is wrong, and what to do.</summary>
    public void Begin(string what, string trouble)
    {
        if (_troubles.TryGetValue(what, out string? known) && known == trouble)
            return;
        _troubles[what] = trouble;
        LogTrouble(trouble);
    }

    /// <summary>Notes that it is over.</summary>
    public void End(string what)
    {
        if (!_troubles.IsEmpty && _troubles.TryRemove(what, out _))
            LogTroubleOver(what);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Shard log: {Trouble}")]
    private partial void LogTrouble(string trouble);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Shard log: {What} is well again")]
    private partial void LogTroubleOver(string what);
}
