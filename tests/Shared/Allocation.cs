namespace ActorDetector.Tests.Shared;

/// <summary>Measures what some work allocates.</summary>
internal static class Allocation
{
    /// <summary>The fewest bytes that the work allocated in a few trials: a collection that another thread brings about counts the unused rest of
    /// this thread's buffer as allocated, some thousand bytes that no work had.</summary>
    public static long Of(Action work)
    {
        long least = long.MaxValue;
        for (int trial = 0; trial < 5 && least > 0; trial++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
