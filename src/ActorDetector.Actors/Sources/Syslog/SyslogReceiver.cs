using ActorDetector.Logs.Reading;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>What a source's connections share.</summary>
internal sealed partial class SyslogReceiver(string name, SyslogOptions options, ReadingOptions reading, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly LineCount _count = new();
    private readonly ILogger _logger = logger;

    /// <summary>The source's name.</summary>
    public string Name { get; } = name;

    public TimeProvider Time { get; } = time;

    public int MaxLineBytes { get; } = reading.MaxLineBytes;

    public BatchPool Batches { get; } = new();

    public BufferBudget Budget { get; } = new(options.SyslogMaxBufferBytes);

    public SyslogLines CreateLines() => new(options, reading, _count);

    public void Dispose() => Batches.Dispose();

    [LoggerMessage(LogLevel.Warning, "{Peer}: a message is skipped as too long, as no memory is left for unfinished messages; raise --syslog-max-buffer-bytes")]
    public partial void TellNoRoom(string peer);
}
