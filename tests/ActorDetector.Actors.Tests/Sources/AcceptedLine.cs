namespace ActorDetector.Actors.Tests.Sources;

/// <summary>A line as it was accepted.</summary>
internal sealed record AcceptedLine(string Text, long Position, string Producer, string Origin, string Entity);
