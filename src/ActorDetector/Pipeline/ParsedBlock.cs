using ActorDetector.Detection.Events;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Pipeline;

/// <summary>A block of lines on its way: read, then parsed, then judged, then used again.</summary>
internal sealed class ParsedBlock
{
    /// <summary>The lines.</summary>
    public LineBlock Lines { get; } = new();

    /// <summary>What they say, once <see cref="Parsing"/> is done.</summary>
    public EventBlock Events { get; } = new();

    /// <summary>The parsing of this block.</summary>
    public Task Parsing { get; set; } = Task.CompletedTask;

    /// <summary>The input that the lines came from.</summary>
    public LogSource? Source { get; set; }
}
