namespace ActorDetector.Actors.Shards;

/// <summary>Which entities may have a passive session: never misses one, and is seldom wrong, so that the store is not asked for every new entity.
/// Not for two threads at once.</summary>
/// <remarks>A Bloom filter (Bloom, CACM 1970) of four probes, with 16 bits for each entity that it was made for: one in four hundred answers is
/// wrong when it is full.</remarks>
internal sealed class PassiveFilter
{
    private const int Probes = 4;
    private const int BitsEach = 16;

    private readonly ulong[] _bits;
    private long _count;

    /// <summary>An empty filter for so many entities.</summary>
    public PassiveFilter(long entities) => _bits = new ulong[Math.Clamp(entities * BitsEach / 64, 1024, 1 << 26)];

    /// <summary>Whether it has more entities than it was made for.</summary>
    public bool IsFull => _count > _bits.Length * 64L / BitsEach;

    /// <summary>Adds an entity.</summary>
    public void Add(ReadOnlySpan<byte> entity)
    {
        (uint first, uint step) = Hash(entity);
        bool isNew = false;
        for (int probe = 0; probe < Probes; probe++)
        {
            ulong bit = Bit(first, step, probe), mask = 1UL << (int)(bit & 63);
            isNew |= (_bits[bit >> 6] & mask) == 0;
            _bits[bit >> 6] |= mask;
        }

        _count += isNew ? 1 : 0;
    }

    /// <summary>Whether an entity may have been added.</summary>
    public bool MayHave(ReadOnlySpan<byte> entity)
    {
        (uint first, uint step) = Hash(entity);
        for (int probe = 0; probe < Probes; probe++)
        {
            ulong bit = Bit(first, step, probe);
            if ((_bits[bit >> 6] & (1UL << (int)(bit & 63))) == 0)
                return false;
        }

        return true;
    }

    // Probes by double hashing (Kirsch and Mitzenmacher, ESA 2006).
    private ulong Bit(uint first, uint step, int probe) => (first + ((ulong)step * (uint)probe)) % ((ulong)_bits.Length * 64);

    private static (uint First, uint Step) Hash(ReadOnlySpan<byte> entity)
    {
        HashCode hash = default;
        hash.AddBytes(entity);
        uint first = (uint)hash.ToHashCode();
        hash.Add(1);
        return (first, (uint)hash.ToHashCode() | 1);
    }
}
