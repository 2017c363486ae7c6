using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>How a record stands in a segment, little-endian: magic, payload length, shard, CRC-32C of the payload, CRC-32C of the header, payload.</summary>
/// <remarks>The magic and the header's checksum depend on the log's random seal and on the record's address. So a payload that holds a copy of a
/// log is never taken for records when a reader looks for the next one behind damage. The header has a checksum of its own: a reader may skip
/// another shard's payload unread and still be sure that it was not its own.</remarks>
internal sealed class RecordFormat(ulong seal)
{
    /// <summary>Bytes before the payload.</summary>
    public const int HeaderBytes = 20;

    /// <summary>The shard of a record that tells where the segment before ended.</summary>
    public const int GapShard = -1;

    /// <summary>What every record begins with.</summary>
    public uint Magic { get; } = Sum(0, seal) | 1;

    /// <summary>Writes a record.</summary>
    public void Write(Span<byte> record, long address, int shard, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(record, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(record[4..], payload.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], shard);
        BinaryPrimitives.WriteUInt32LittleEndian(record[12..], Sum(payload));
        BinaryPrimitives.WriteUInt32LittleEndian(record[16..], HeaderSum(record, address));
        payload.CopyTo(record[HeaderBytes..]);
    }

    /// <summary>Reads the header of the record at an address; false when no whole one stands there.</summary>
    public bool TryRead(ReadOnlySpan<byte> record, long address, out RecordHeader header)
    {
        header = default;
        if (record.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(record) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(record[16..]) != HeaderSum(record, address))
            return false;
        header = new(
            BinaryPrimitives.ReadInt32LittleEndian(record[8..]), BinaryPrimitives.ReadInt32LittleEndian(record[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(record[12..]));
        return header.Length >= 0;
    }

    /// <summary>CRC-32C (Castagnoli).</summary>
    public static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
            sum = BitOperations.Crc32C(sum, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        foreach (byte rest in bytes[(words.Length * sizeof(ulong))..])
            sum = BitOperations.Crc32C(sum, rest);
        return ~sum;
    }

    private uint HeaderSum(ReadOnlySpan<byte> header, long address) => Sum(header[..16]) ^ Sum(seal, (ulong)address);

    private static uint Sum(ulong first, ulong second) => ~BitOperations.Crc32C(BitOperations.Crc32C(uint.MaxValue, first), second);
}
