using System.Buffers.Binary;
using Google.Protobuf;

namespace ActorDetector.Tests.TensorBoard;

/// <summary>Reads event files from the published format alone: frames, checksums and field numbers.</summary>
internal static class EventFile
{
    public static List<RecordedEvent> Read(string path)
    {
        List<RecordedEvent> events = [];
        ReadOnlySpan<byte> left = File.ReadAllBytes(path);
        while (!left.IsEmpty)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(left);
            BinaryPrimitives.ReadUInt32LittleEndian(left[8..]).ShouldBe(Masked(left[..8]), "checksum of a length");
            ReadOnlySpan<byte> record = left.Slice(12, length);
            BinaryPrimitives.ReadUInt32LittleEndian(left[(12 + length)..]).ShouldBe(Masked(record), "checksum of a record");
            events.Add(Event(record.ToArray()));
            left = left[(16 + length)..];
        }

        return events;
    }

    // The checksum's definition: the reversed polynomial 0x82F63B78, bit by bit.
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }

        return ~crc;
    }

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = Checksum(bytes);
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
    }

    private static RecordedEvent Event(byte[] bytes)
    {
        RecordedEvent read = new();
        CodedInputStream fields = new(bytes);
        while (fields.ReadTag() is var tag and not 0)
        {
            read = WireFormat.GetTagFieldNumber(tag) switch
            {
                1 => read with { WallTime = fields.ReadDouble() },
                2 => read with { Step = fields.ReadInt64() },
                3 => read with { FileVersion = fields.ReadString() },
                5 => Summary(read, fields.ReadBytes().ToByteArray()),
                var other => throw new InvalidOperationException($"field {other} of an event"),
            };
        }

        return read;
    }

    private static RecordedEvent Summary(RecordedEvent read, byte[] bytes)
    {
        CodedInputStream values = new(bytes);
        values.ReadTag().ShouldBe(WireFormat.MakeTag(1, WireFormat.WireType.LengthDelimited));
        CodedInputStream fields = values.ReadBytes().CreateCodedInput();
        values.IsAtEnd.ShouldBeTrue();
        while (fields.ReadTag() is var tag and not 0)
        {
            read = WireFormat.GetTagFieldNumber(tag) switch
            {
                1 => read with { Tag = fields.ReadString() },
                2 => read with { Scalar = fields.ReadFloat() },
                5 => read with { Histogram = Histogram(fields.ReadBytes().CreateCodedInput()) },
                var other => throw new InvalidOperationException($"field {other} of a value"),
            };
        }

        return read;
    }

    private static (double[] Moments, double[] Limits, double[] Counts) Histogram(CodedInputStream fields)
    {
        double[] moments = new double[5];
        double[][] packed = [[], []];
        while (fields.ReadTag() is var tag and not 0)
        {
            int field = WireFormat.GetTagFieldNumber(tag);
            if (field < 6)
                moments[field - 1] = fields.ReadDouble();
            else
                packed[field - 6] = [.. fields.ReadBytes().ToByteArray().Chunk(8).Select(bytes => BitConverter.ToDouble(bytes))];
        }

        return (moments, packed[0], packed[1]);
    }
}
