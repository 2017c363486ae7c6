using System.Buffers.Binary;
using System.Numerics;

namespace ActorDetector.TensorBoard;

/// <summary>Frames records as TensorFlow's TFRecord format does: length, its checksum, the bytes, their checksum; all little-endian.</summary>
internal static class RecordWriter
{
    private const uint MaskOffset = 0xA282EAD8;

    /// <summary>Writes a record.</summary>
    public static void Write(Stream stream, ReadOnlySpan<byte> record)
    {
        Span<byte> header = stackalloc byte[sizeof(ulong) + sizeof(uint)], footer = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[sizeof(ulong)..], MaskedChecksum(header[..sizeof(ulong)]));
        BinaryPrimitives.WriteUInt32LittleEndian(footer, MaskedChecksum(record));
        stream.Write(header);
        stream.Write(record);
        stream.Write(footer);
    }

    // CRC-32C, masked since a checksum of bytes that hold their own checksum would be a constant.
    private static uint MaskedChecksum(ReadOnlySpan<byte> bytes)
    {
        uint checksum = uint.MaxValue;
        foreach (byte value in bytes)
            checksum = BitOperations.Crc32C(checksum, value);
        return uint.RotateRight(~checksum, 15) + MaskOffset;
    }
}
