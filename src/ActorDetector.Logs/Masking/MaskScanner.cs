using ActorDetector.Logs.Text;
using static ActorDetector.Logs.Text.ByteClasses;

namespace ActorDetector.Logs.Masking;

/// <summary>Tries the built-in masks where a word starts.</summary>
internal static class MaskScanner
{
    /// <summary>Whether a byte is A to Z.</summary>
    public static bool IsCapital(byte value) => value is >= (byte)'A' and <= (byte)'Z';

    /// <summary>The length of the address or number at a digit that ends where nothing else could go on, or 0: most are told by this alone.</summary>
    public static int PlainLength(ReadOnlySpan<byte> text, int at, out BuiltInMask mask)
    {
        mask = BuiltInMask.Ip;
        int length = AddressScanner.Ip4Length(text, at);
        if (length > 0)
            return length;
        length = NumberLength(text, at, out mask);
        return length > 0 && (at + length == text.Length || Is(text[at + length], ByteClass.Space | ByteClass.Closing)) ? length : 0;
    }

    /// <summary>The length of the masked part at <paramref name="at"/>, or 0.</summary>
    /// <param name="text">The content.</param>
    /// <param name="at">Where a word starts.</param>
    /// <param name="wordEnd">Where it would end.</param>
    /// <param name="any">The classes that any of its bytes has.</param>
    /// <param name="mask">What was found.</param>
    public static int Length(ReadOnlySpan<byte> text, int at, int wordEnd, ByteClass any, out BuiltInMask mask)
    {
        mask = BuiltInMask.Any;
        byte first = text[at];
        if ((any & ByteClass.Telling) != 0 && AddressScanner.EmailLength(text, at) is > 0 and var email)
            return Found(BuiltInMask.Email, email, out mask);
        if (Is(first, ByteClass.Letter))
            return NamedLength(text, at, wordEnd, out mask);
        if (first is (byte)'/' or (byte)'~' or (byte)'.')
        {
            if (first == '/' && AddressScanner.Ip4Length(text, at) is > 0 and var address)
                return Found(BuiltInMask.Ip, address, out mask);
            return Found(BuiltInMask.Path, PathScanner.UnixLength(text, at), out mask);
        }

        if (first == '\\')
            return Found(BuiltInMask.Path, PathScanner.WindowsLength(text, at), out mask);
        if (!Is(first, ByteClass.Digit))
            return NumberLength(text, at, out mask);
        if (DigitsLength(text, at, out mask) is > 0 and var digits)
            return digits;
        return NumberLength(text, at, out mask);
    }

    private static int NamedLength(ReadOnlySpan<byte> text, int at, int wordEnd, out BuiltInMask mask)
    {
        mask = BuiltInMask.Any;
        if (IsAt(text, wordEnd, ':'))
        {
            if (PathScanner.UrlLength(text, at) is > 0 and var url)
                return Found(BuiltInMask.Url, url, out mask);
            if (PathScanner.WindowsLength(text, at) is > 0 and var path)
                return Found(BuiltInMask.Path, path, out mask);
        }

        if (wordEnd == at + 3 && IsCapital(text[at]) && TimeScanner.DateLength(text, at) is > 0 and var date)
            return Found(BuiltInMask.Time, date, out mask);
        return Is(text[at], ByteClass.HexLetter) ? DigitsLength(text, at, out mask) : 0;
    }

    // What begins with a hexadecimal digit.
    private static int DigitsLength(ReadOnlySpan<byte> text, int at, out BuiltInMask mask)
    {
        if (AddressScanner.UuidLength(text, at) is > 0 and var uuid)
            return Found(BuiltInMask.Uuid, uuid, out mask);
        if (Is(text[at], ByteClass.Digit) && TimeScanner.ClockLength(text, at) is > 0 and var clock)
            return Found(BuiltInMask.Time, clock, out mask);
        return AddressScanner.HexGroupsLength(text, at, out mask);
    }

    /// <summary>The length of the number at <paramref name="at"/> and of its unit, or 0.</summary>
    public static int NumberLength(ReadOnlySpan<byte> text, int at, out BuiltInMask mask)
    {
        mask = BuiltInMask.Num;
        if (!Is(text[at], ByteClass.Digit) && text[at] is not ((byte)'+' or (byte)'-'))
            return 0;
        int length = NumberScanner.Length(text, at);
        return length == 0 ? 0 : length + NumberScanner.UnitLength(text, at + length, out mask);
    }

    private static int Found(BuiltInMask found, int length, out BuiltInMask mask)
    {
        mask = found;
        return length;
    }
}
