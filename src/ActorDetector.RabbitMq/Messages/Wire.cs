namespace ActorDetector.RabbitMq.Messages;

/// <summary>The tags of <c>batch.proto</c>, and its varints.</summary>
internal static class Wire
{
    public const int LengthDelimited = 2;
    public const byte Publisher = 1 << 3 | LengthDelimited;
    public const byte First = 2 << 3 | 1;
    public const byte Settled = 3 << 3 | 1;
    public const byte Entry = 4 << 3 | LengthDelimited;

    /// <summary>Bytes of an entry of so many with its tag and length.</summary>
    public static int BytesOfEntry(int length)
    {
        int bytes = 2 + length;
        for (uint rest = (uint)length >> 7; rest != 0; rest >>= 7)
            bytes++;
        return bytes;
    }

    /// <summary>Writes a varint and gives its bytes.</summary>
    public static int WriteVarint(Span<byte> to, uint value)
    {
        int at = 0;
        for (; value >= 0x80; value >>= 7)
            to[at++] = (byte)(value | 0x80);
        to[at++] = (byte)value;
        return at;
    }

    /// <summary>Reads a varint at a place and moves it behind; false when there is none.</summary>
    public static bool TryReadVarint(ReadOnlySpan<byte> from, ref int at, out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 64 && at < from.Length; shift += 7)
        {
            byte next = from[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return true;
        }

        return false;
    }
}
