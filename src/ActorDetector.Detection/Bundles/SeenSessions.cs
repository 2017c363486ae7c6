using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ActorDetector.Detection.Bundles;

/// <summary>Which sessions training had, by hash: how much of a score is mere look-up is told by it.</summary>
/// <remarks>The first 64 bits of SHA-256: among a million sessions a false match has odds of one to tens of millions.</remarks>
public sealed class SeenSessions
{
    /// <summary>Most distinct sessions remembered, so that the bundle stays bounded; later ones count as never seen.</summary>
    public const int Most = 1_000_000;

    private readonly HashSet<ulong> _sequences;
    private readonly HashSet<ulong> _counts;

    /// <summary>No sessions.</summary>
    public SeenSessions() : this([], [])
    {
    }

    /// <summary>Sessions by their hashes.</summary>
    public SeenSessions(IEnumerable<ulong> sequences, IEnumerable<ulong> counts)
    {
        _sequences = [.. sequences];
        _counts = [.. counts];
    }

    /// <summary>Hashes of the distinct key sequences.</summary>
    public IReadOnlyCollection<ulong> Sequences => _sequences;

    /// <summary>Hashes of the distinct count vectors: how often each key is in a session, in whatever order.</summary>
    public IReadOnlyCollection<ulong> Counts => _counts;

    /// <summary>Remembers a session; one with an unseen key is not: which template it had cannot be told.</summary>
    public void Add(ReadOnlySpan<ushort> keys)
    {
        if (_sequences.Count >= Most || keys.Contains(LogKey.Unseen))
            return;
        _sequences.Add(HashSequence(keys));
        _counts.Add(HashCounts(keys));
    }

    /// <summary>Whether training had a session of exactly these keys in this order; none with an unseen key.</summary>
    public bool HasSequence(ReadOnlySpan<ushort> keys) => !keys.Contains(LogKey.Unseen) && _sequences.Contains(HashSequence(keys));

    /// <summary>Whether training had a session with exactly these keys in any order; none with an unseen key.</summary>
    public bool HasCounts(ReadOnlySpan<ushort> keys) => !keys.Contains(LogKey.Unseen) && _counts.Contains(HashCounts(keys));

    private static ulong HashCounts(ReadOnlySpan<ushort> keys)
    {
        ushort[] sorted = keys.ToArray();
        Array.Sort(sorted);
        return HashSequence(sorted);
    }

    private static ulong HashSequence(ReadOnlySpan<ushort> keys)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(keys), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
