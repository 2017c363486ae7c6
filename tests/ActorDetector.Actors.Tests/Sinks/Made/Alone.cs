namespace ActorDetector.Actors.Tests.Sinks.Made;

/// <summary>Tests that measure the process's memory: no other runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
