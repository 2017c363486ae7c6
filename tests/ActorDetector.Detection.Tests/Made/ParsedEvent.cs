using ActorDetector.Detection.Events;

namespace ActorDetector.Detection.Tests.Made;

/// <summary>An event and its texts.</summary>
internal sealed record ParsedEvent(string Raw, string Entity, string Content, EventRow Row);
