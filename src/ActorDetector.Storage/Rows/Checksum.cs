using System.Numerics;
using System.Runtime.InteropServices;
using ActorDetector.Actors.Stores;

namespace ActorDetector.Storage.Rows;

/// <summary>CRC-32C of what a row holds, its key included, so that a row in a wrong place is found too.</summary>
internal static class Checksum
{
    /// <summary>Of a delta.</summary>
    public static long Of(CheckpointDelta delta) => Add(Add(uint.MaxValue, delta.Number), delta.Content);

    /// <summary>Of a part.</summary>
    public static long Of(CheckpointPart part) => Add(Add(uint.MaxValue, MemoryMarshal.AsBytes(part.Name.AsSpan())), part.Content);

    /// <summary>Of a passive session.</summary>
    public static long Of(PassiveSession session) =>
        Add(Add(Add(Add(Add(uint.MaxValue, session.Seen), session.Used), session.Arrived), session.Entity), session.Content);

    private static uint Add(uint checksum, long value) => BitOperations.Crc32C(checksum, (ulong)value);

    private static uint Add(uint checksum, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            checksum = BitOperations.Crc32C(checksum, MemoryMarshal.Read<ulong>(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte value in bytes)
            checksum = BitOperations.Crc32C(checksum, value);
        return checksum;
    }
}
