using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Tests.Made;

namespace ActorDetector.Detection.Tests.NextKey;

[Collection(MeasuresMemory.Name)]
public sealed class PredictionCacheMemoryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(9)]
    public void Its_memory_is_within_the_bound_while_it_fills(int megabytes)
    {
        const int keys = 300;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var cache = new PredictionCache(window: 10, keys, megabytes, batch: 8);
        Span<ushort> window = stackalloc ushort[10];

        for (int i = 0; i < cache.Capacity * 3; i++)
        {
            cache.MakeRoom(1);
            window[0] = (ushort)i;
            window[1] = (ushort)(i >> 16);
            cache.Row(window, out _);
        }

        long used = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(cache);
        // Arrays that were made smaller than they could be, and what the index starts with.
        used.ShouldBeLessThan((megabytes << 20) + (200 << 10));
    }
}
