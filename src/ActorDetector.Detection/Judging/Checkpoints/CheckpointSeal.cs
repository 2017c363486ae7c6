using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;

namespace ActorDetector.Detection.Judging.Checkpoints;

/// <summary>Messages of checkpoints behind a checksum, CRC-32C, in which their kind is counted: a damaged or foreign one is refused.</summary>
public static class CheckpointSeal
{
    /// <summary>The version of all formats.</summary>
    public const uint Version = 1;

    private const int ChecksumBytes = sizeof(uint);

    /// <summary>The bytes of a message.</summary>
    public static byte[] Close(CheckpointKind kind, IMessage message)
    {
        byte[] bytes = new byte[ChecksumBytes + message.CalculateSize()];
        message.WriteTo(bytes.AsSpan(ChecksumBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Checksum(kind, bytes.AsSpan(ChecksumBytes)));
        return bytes;
    }

    /// <summary>The message of some bytes.</summary>
    /// <exception cref="FormatException">They are damaged, or of something else.</exception>
    public static T Open<T>(CheckpointKind kind, MessageParser<T> parser, ReadOnlySpan<byte> bytes)
        where T : IMessage<T>
    {
        if (bytes.Length < ChecksumBytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Checksum(kind, bytes[ChecksumBytes..]))
            throw Refused(kind, "its checksum does not hold");
        try
        {
            return parser.ParseFrom(bytes[ChecksumBytes..]);
        }
        catch (InvalidProtocolBufferException fault)
        {
            throw Refused(kind, fault.Message, fault);
        }
    }

    /// <summary>Refuses what cannot be.</summary>
    public static void Require(bool holds, CheckpointKind kind, string what)
    {
        if (!holds)
            throw Refused(kind, what);
    }

    /// <summary>Refuses a version that this program does not know.</summary>
    public static void RequireVersion(uint version, CheckpointKind kind) => Require(
        version == Version, kind, $"its format has version {version}, this program reads {Version}: use the program that wrote it, or a newer one");

    private static FormatException Refused(CheckpointKind kind, string what, Exception? fault = null) => new($"The checkpoint's part '{kind}' is refused: {what}.", fault);

    private static uint Checksum(CheckpointKind kind, ReadOnlySpan<byte> bytes)
    {
        uint checksum = BitOperations.Crc32C(uint.MaxValue, (byte)kind);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte one in bytes)
            checksum = BitOperations.Crc32C(checksum, one);
        return ~checksum;
    }
}
