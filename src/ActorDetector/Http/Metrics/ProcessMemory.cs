namespace ActorDetector.Http.Metrics;

/// <summary>The memory of the process in bytes.</summary>
/// <param name="WorkingSet">What is in the machine's memory.</param>
/// <param name="Heap">What the collected heap takes.</param>
public readonly record struct ProcessMemory(long WorkingSet, long Heap)
{
    /// <summary>That of this process, now.</summary>
    public static ProcessMemory Now => new(Environment.WorkingSet, GC.GetTotalMemory(forceFullCollection: false));
}
