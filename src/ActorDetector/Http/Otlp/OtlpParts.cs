using System.Text.Json;
using ActorDetector.Http.Otlp.Wire;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace ActorDetector.Http.Otlp;

/// <summary>Counts what a body is made of, before anything is made of it.</summary>
internal static class OtlpParts
{
    // As deep as the protobuf library reads; it refuses what is deeper.
    private const int Deepest = 100;

    /// <summary>The messages in an ExportLogsServiceRequest; of a damaged one those before the damage.</summary>
    public static long Messages(ReadOnlySpan<byte> body)
    {
        long count = 0;
        Count(ExportLogsServiceRequest.Descriptor, body, Deepest, ref count);
        return count;
    }

    /// <summary>The tokens of JSON; of a damaged one those before the damage.</summary>
    public static long Tokens(ReadOnlySpan<byte> body)
    {
        long count = 0;
        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
                count++;
        }
        catch (JsonException)
        {
            // Who reads it says what is wrong.
        }

        return count;
    }

    private static bool Count(MessageDescriptor message, ReadOnlySpan<byte> bytes, int deeper, ref long count)
    {
        count++;
        while (!bytes.IsEmpty)
        {
            if (!TryVarint(ref bytes, out ulong tag) || !TryLength(ref bytes, tag, out int length))
                return false;
            FieldDescriptor? field = message.FindFieldByNumber((int)((uint)tag >> 3));
            if (field is { FieldType: FieldType.Message } && WireFormat.GetTagWireType((uint)tag) == WireFormat.WireType.LengthDelimited
                && (deeper == 0 || !Count(field.MessageType, bytes[..length], deeper - 1, ref count)))
                return false;
            bytes = bytes[length..];
        }

        return true;
    }

    // Groups, which nobody sends any more, are markers without a length.
    private static bool TryLength(ref ReadOnlySpan<byte> bytes, ulong tag, out int length)
    {
        ulong value = 0;
        bool isRead = true;
        switch (WireFormat.GetTagWireType((uint)tag))
        {
            case WireFormat.WireType.Varint:
                isRead = TryVarint(ref bytes, out _);
                break;
            case WireFormat.WireType.Fixed64:
                value = sizeof(ulong);
                break;
            case WireFormat.WireType.Fixed32:
                value = sizeof(uint);
                break;
            case WireFormat.WireType.LengthDelimited:
                isRead = TryVarint(ref bytes, out value);
                break;
        }

        isRead &= value <= (ulong)bytes.Length;
        length = isRead ? (int)value : 0;
        return isRead;
    }

    private static bool TryVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (int i = 0; i < bytes.Length && i < 10; i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] >= 0x80)
                continue;
            bytes = bytes[(i + 1)..];
            return true;
        }

        return false;
    }
}
