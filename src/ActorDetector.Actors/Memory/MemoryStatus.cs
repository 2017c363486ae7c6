namespace ActorDetector.Actors.Memory;

/// <summary>The memory of a node, at one moment.</summary>
/// <param name="Used">Bytes of the machine's memory that the process has, as they were looked at last.</param>
/// <param name="Ceiling">Bytes that it may have: --max-memory.</param>
/// <param name="IsFull">Whether lines wait until it has fewer.</param>
public readonly record struct MemoryStatus(long Used, long Ceiling, bool IsFull);
