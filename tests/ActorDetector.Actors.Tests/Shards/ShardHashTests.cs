using System.Text;
using ActorDetector.Actors.Shards;

namespace ActorDetector.Actors.Tests.Shards;

public sealed class ShardHashTests
{
    [Theory] // by the definition of FNV-1a, in Python
    [InlineData("", 64, 1)]
    [InlineData("a", 64, 0)]
    [InlineData("blk_-1608999687919862906", 64, 59)]
    public void An_entitys_shard_is_the_same_for_ever(string entity, int shards, int shard) =>
        ShardHash.ShardOf(Encoding.UTF8.GetBytes(entity), shards).ShouldBe(shard);

    [Fact]
    public void Entities_spread_evenly()
    {
        int[] counts = new int[8];
        for (int host = 0; host < 80_000; host++)
            counts[ShardHash.ShardOf(Encoding.UTF8.GetBytes($"host-{host:D5}"), 8)]++;

        counts.Min().ShouldBeGreaterThan(9_000);
        counts.Max().ShouldBeLessThan(11_000);
    }
}
