using System.Diagnostics;

namespace ActorDetector.Actors.Nodes;

/// <summary>The spans of the node's traces.</summary>
public static class Spans
{
    /// <summary>The name of the source.</summary>
    public const string SourceName = "ActorDetector";

    /// <summary>Begins spans; null ones while nobody listens.</summary>
    public static ActivitySource Source { get; } = new(SourceName);
}
