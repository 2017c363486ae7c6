namespace ActorDetector.Logs.Text;

/// <summary>The class of every byte, as one table.</summary>
internal static class ByteClasses
{
    /// <summary>The byte that stands for a masked part of a token; it occurs in no UTF-8 text.</summary>
    public const byte MaskByte = 0xFF;

    /// <summary>A letter or a digit.</summary>
    public const ByteClass Alphanumeric = ByteClass.Letter | ByteClass.Digit;

    /// <summary>A hexadecimal digit.</summary>
    public const ByteClass Hex = ByteClass.HexLetter | ByteClass.Digit;

    private static readonly ByteClass[] Table = Create("");

    /// <summary>Whether the byte has any of the classes.</summary>
    public static bool Is(byte value, ByteClass classes) => (Table[value] & classes) != 0;

    /// <summary>Whether the byte at <paramref name="at"/> is there and has any of the classes.</summary>
    public static bool IsAt(ReadOnlySpan<byte> text, int at, ByteClass classes) =>
        (uint)at < (uint)text.Length && (Table[text[at]] & classes) != 0;

    /// <summary>Whether the byte at <paramref name="at"/> is there and is <paramref name="value"/>.</summary>
    public static bool IsAt(ReadOnlySpan<byte> text, int at, char value) => (uint)at < (uint)text.Length && text[at] == value;

    /// <summary>Whether a word goes on at <paramref name="at"/>: a letter, a digit or an underscore stands there.</summary>
    public static bool IsWordAt(ReadOnlySpan<byte> text, int at) => IsAt(text, at, Alphanumeric) || IsAt(text, at, '_');

    /// <summary>The first place from <paramref name="at"/> on whose byte has none of the classes.</summary>
    public static int Skip(ReadOnlySpan<byte> text, int at, ByteClass classes)
    {
        while ((uint)at < (uint)text.Length && (Table[text[at]] & classes) != 0)
            at++;
        return at;
    }

    /// <summary>A table of 256 classes in which <paramref name="delimiters"/> separate words too.</summary>
    public static ByteClass[] Create(string delimiters)
    {
        var table = new ByteClass[256];
        foreach (byte space in " \t\r\n\v\f"u8)
            table[space] = ByteClass.Space;
        for (int b = '0'; b <= '9'; b++)
            table[b] = ByteClass.Digit;
        for (int b = 'a'; b <= 'z'; b++)
            table[b] = table[b - 32] = b <= 'f' ? ByteClass.Letter | ByteClass.HexLetter : ByteClass.Letter;
        for (int b = 0x80; b < MaskByte; b++)
            table[b] = ByteClass.Letter;
        foreach (byte mark in "=:"u8)
            table[mark] = ByteClass.Punctuation;
        foreach (byte mark in ",;()[]{}<>\"'|`"u8)
            table[mark] = ByteClass.Punctuation | ByteClass.Closing;
        foreach (byte mark in "/\\@"u8)
            table[mark] = ByteClass.Telling;
        table[MaskByte] = ByteClass.Mask;
        foreach (char delimiter in delimiters)
            table[delimiter] = ByteClass.Space;
        return table;
    }
}
