using ActorDetector.Logs.Text;
using static ActorDetector.Logs.Text.ByteClasses;

namespace ActorDetector.Logs.Masking;

/// <summary>Tells words that name one thing, as ids, from words that say something.</summary>
internal static class WordScanner
{
    /// <summary>Whether a word is variable: it has a digit, is a hexadecimal number in letters alone, or a path inside.</summary>
    /// <param name="word">The word.</param>
    /// <param name="any">The classes that any of its bytes has.</param>
    /// <param name="all">The classes that all of its bytes have.</param>
    public static bool IsVariable(ReadOnlySpan<byte> word, ByteClass any, ByteClass all)
    {
        if ((any & (ByteClass.Digit | ByteClass.Mask)) != 0)
            return true;
        if ((all & ByteClass.HexLetter) != 0 && word.Length >= 8)
            return true;
        if ((any & ByteClass.Telling) == 0)
            return false;
        int slashes = word.Count((byte)'/'), backslashes = word.Count((byte)'\\');
        return slashes >= 2 || backslashes >= 2 || (slashes + backslashes > 0 && word.Contains((byte)'.'));
    }

    /// <summary>The mask that says best what a variable word is.</summary>
    public static BuiltInMask MaskOf(ReadOnlySpan<byte> word)
    {
        if (word.StartsWith("0x"u8) || word.StartsWith("0X"u8))
            return word.Length > 2 && Skip(word, 2, Hex) == word.Length ? BuiltInMask.Hex : BuiltInMask.Any;
        if (Skip(word, 0, ByteClass.Digit) is var digits && digits == word.Length)
            return BuiltInMask.Num;
        if (word.Length >= 6 && Skip(word, 0, Hex) == word.Length)
            return BuiltInMask.Hex;
        if (word.IndexOfAny((byte)'/', (byte)'\\') >= 0)
            return BuiltInMask.Path;
        if (digits == 0)
            return BuiltInMask.Any;
        while (IsAt(word, digits, '.') && IsAt(word, digits + 1, ByteClass.Digit))
            digits = Skip(word, digits + 1, ByteClass.Digit);
        if (digits == word.Length)
            return BuiltInMask.Num;
        return NumberScanner.UnitLength(word, digits, out BuiltInMask unit) == word.Length - digits ? unit : BuiltInMask.Any;
    }
}
