using System.Numerics;
using System.Runtime.InteropServices;

namespace ActorDetector.Logs.Text;

/// <summary>A fast hash of short byte runs, eight bytes a step. For tables that compare the bytes as well.</summary>
internal static class ByteHash
{
    /// <summary>Where a hash of several numbers starts: never at 0, from which a step by 0 leads nowhere.</summary>
    public const ulong Seed = 0x9E3779B97F4A7C15;
    private const ulong Multiplier = 0xD6E8FEB86659FD93;

    /// <summary>The hash of the bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = Seed ^ (ulong)bytes.Length;
        while (bytes.Length > 8)
        {
            hash = Step(hash, MemoryMarshal.Read<ulong>(bytes));
            bytes = bytes[8..];
        }

        return Finish(Step(hash, Tail(bytes)));
    }

    /// <summary>A hash that goes on from another with one more number.</summary>
    public static ulong Step(ulong hash, ulong value) => BitOperations.RotateLeft((hash ^ value) * Multiplier, 29);

    /// <summary>Spreads a hash over all its bits.</summary>
    public static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 32)) * Multiplier;
        return hash ^ (hash >> 29);
    }

    private static ulong Tail(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.Length;
        if (length == 8)
            return MemoryMarshal.Read<ulong>(bytes);
        if (length >= 4)
            return MemoryMarshal.Read<uint>(bytes) | ((ulong)MemoryMarshal.Read<uint>(bytes[(length - 4)..]) << 32);
        if (length == 0)
            return 0;
        return bytes[0] | ((ulong)bytes[length >> 1] << 8) | ((ulong)bytes[length - 1] << 16);
    }
}
