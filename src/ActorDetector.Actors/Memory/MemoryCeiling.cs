namespace ActorDetector.Actors.Memory;

/// <summary>The ceiling of the process's memory.</summary>
public static class MemoryCeiling
{
    /// <summary>Three quarters of what the machine, or the container, has for this process in bytes: the rest is the system's, which caches the data folder
    /// in it.</summary>
    public static long OfMachine { get; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;

    /// <summary>Lets the collected heap grow to three quarters of a ceiling only: the collector works the harder the nearer it comes. The rest is for what
    /// is not collected: the program itself, SQLite's caches, stacks.</summary>
    /// <exception cref="InvalidOperationException">The heap is larger already.</exception>
    public static void BoundHeap(long ceiling)
    {
        AppContext.SetData("GCHeapHardLimit", (ulong)ceiling / 4 * 3);
        GC.RefreshMemoryLimit();
    }
}
