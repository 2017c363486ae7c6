namespace ActorDetector.Tests.Http;

/// <summary>A line, or a note, that the node took.</summary>
internal sealed record TakenLine(string Source, string Producer, string Origin, long Position, string Text, string Entity, long Time, string Reason, long Lines);
