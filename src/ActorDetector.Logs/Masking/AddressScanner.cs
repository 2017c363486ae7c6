using static ActorDetector.Logs.Text.ByteClasses;
using ByteClass = ActorDetector.Logs.Text.ByteClass;

namespace ActorDetector.Logs.Masking;

/// <summary>Finds network and hardware addresses, ports, e-mail addresses and UUIDs.</summary>
internal static class AddressScanner
{
    /// <summary>The length of the IPv4 address at <paramref name="at"/> with its port, or 0. A slash before it, as Java prints, belongs to it.</summary>
    public static int Ip4Length(ReadOnlySpan<byte> text, int at)
    {
        int end = text[at] == '/' ? at + 1 : at;
        for (int part = 0; part < 4; part++)
        {
            if (part > 0 && !IsAt(text, end++, '.'))
                return 0;
            int start = end;
            end = Skip(text, start, ByteClass.Digit);
            if (end == start || end - start > 3)
                return 0;
        }

        // The address of a dotted host name, as 10.0.0.1.example.com, is no address.
        if (IsWordAt(text, end) || IsAt(text, end, '-') || (IsAt(text, end, '.') && IsAt(text, end + 1, Alphanumeric)))
            return 0;
        return end + PortLength(text, end) - at;
    }

    /// <summary>The length of a colon and one to five digits at <paramref name="at"/>, or 0.</summary>
    public static int PortLength(ReadOnlySpan<byte> text, int at)
    {
        if (!IsAt(text, at, ':'))
            return 0;
        int end = Skip(text, at + 1, ByteClass.Digit);
        int digits = end - at - 1;
        return digits is 0 or > 5 || IsWordAt(text, end) || IsAt(text, end, ':') ? 0 : end - at;
    }

    /// <summary>The length of the groups of hexadecimal digits between colons at <paramref name="at"/>: an IPv6 address, or a hardware
    /// address, told apart in <paramref name="mask"/>; or 0.</summary>
    public static int HexGroupsLength(ReadOnlySpan<byte> text, int at, out BuiltInMask mask)
    {
        mask = BuiltInMask.Ip;
        int colons = 0, digits = 0;
        bool decimals = false, pairs = true;
        int end = at;
        while (true)
        {
            int start = end;
            while (IsAt(text, end, Hex))
                decimals |= Is(text[end++], ByteClass.Digit);
            if (end - start > 4)
                return 0;
            pairs &= end - start == 2;
            digits += end - start;
            if (!IsAt(text, end, ':'))
                break;
            colons++;
            end++;
        }

        if (colons < 2 || digits < 4 || !decimals || IsWordAt(text, end))
            return 0;
        mask = pairs && colons == 5 ? BuiltInMask.Mac : BuiltInMask.Ip;
        return end - at;
    }

    /// <summary>The length of the UUID at <paramref name="at"/>, or 0.</summary>
    public static int UuidLength(ReadOnlySpan<byte> text, int at)
    {
        ReadOnlySpan<byte> groups = [8, 4, 4, 4, 12];
        int end = at;
        foreach (byte group in groups)
        {
            if (end > at && !IsAt(text, end++, '-'))
                return 0;
            int start = end;
            end = Skip(text, start, Hex);
            if (end - start != group)
                return 0;
        }

        return IsAt(text, end, Alphanumeric) ? 0 : end - at;
    }

    /// <summary>The length of the e-mail address at <paramref name="at"/>, or 0.</summary>
    public static int EmailLength(ReadOnlySpan<byte> text, int at)
    {
        int end = at;
        while (IsAt(text, end, Alphanumeric) || (end < text.Length && "._%+-"u8.Contains(text[end])))
            end++;
        if (end == at || !IsAt(text, end, '@'))
            return 0;
        int labels = 0;
        do
        {
            int start = ++end;
            while (IsAt(text, end, Alphanumeric) || IsAt(text, end, '-'))
                end++;
            if (end == start)
                return labels >= 2 ? start - 1 - at : 0;
            labels++;
        }
        while (IsAt(text, end, '.'));
        return labels >= 2 ? end - at : 0;
    }
}
