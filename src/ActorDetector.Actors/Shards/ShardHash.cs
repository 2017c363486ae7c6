namespace ActorDetector.Actors.Shards;

/// <summary>Which shard an entity belongs to: the same for ever, on every machine.</summary>
/// <remarks>FNV-1a of 64 bits (Fowler, Noll and Vo), its upper half folded into the lower, modulo the number of shards.</remarks>
public static class ShardHash
{
    private const ulong Offset = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    /// <summary>The shard of an entity, from 0.</summary>
    public static int ShardOf(ReadOnlySpan<byte> entity, int shards)
    {
        ulong hash = Of(entity);
        return (int)((uint)(hash ^ (hash >> 32)) % (uint)shards);
    }

    /// <summary>The hash before it is folded.</summary>
    internal static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = Offset;
        foreach (byte value in bytes)
            hash = (hash ^ value) * Prime;
        return hash;
    }
}
