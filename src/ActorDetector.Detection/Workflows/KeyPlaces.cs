namespace ActorDetector.Detection.Workflows;

/// <summary>A log key of a group of a session, and where in the session it is.</summary>
internal readonly record struct KeyPlaces(ushort Key, List<int> Places);
