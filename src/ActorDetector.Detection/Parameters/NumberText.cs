using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ActorDetector.Detection.Parameters;

/// <summary>Numbers as logs write them.</summary>
public static class NumberText
{
    private const int LongestUnit = 3;

    // Squares of more would soon be infinite.
    private const double Greatest = 1e100;

    /// <summary>Reads a whole or decimal number, <c>0x1f</c>, or a number with a unit behind it: times are taken as seconds
    /// (<c>12ms</c> and <c>12 ms</c> are 0.012), sizes as bytes (<c>4kB</c> and <c>4KiB</c> are 4096), <c>%</c> and a bare <c>,</c> as nothing.</summary>
    /// <returns>False for all else: words, addresses, exponents, what is beyond 1e100.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out double number)
    {
        return TryReadAny(text, out number) && Math.Abs(number) <= Greatest;
    }

    /// <summary>A number as people read it: at most six digits behind those that count.</summary>
    public static string Write(double number) => Math.Abs(number) is >= 1e15 or (> 0 and < 1e-4)
        ? number.ToString("G4", CultureInfo.InvariantCulture)
        : Math.Abs(number) >= 100 ? number.ToString("0.#", CultureInfo.InvariantCulture) : number.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A number as people read it, in the unit of a text that was read.</summary>
    /// <param name="number">The number.</param>
    /// <param name="text">A number that <see cref="TryRead"/> reads, as <c>12 ms</c>.</param>
    public static string WriteLike(double number, ReadOnlySpan<byte> text)
    {
        if (!Utf8Parser.TryParse(text, out double _, out int read, 'F') || FactorOf(text[read..].TrimStart((byte)' ')) is not (> 0 and double factor))
            return Write(number);
        return Write(number / factor) + Encoding.UTF8.GetString(text[read..]);
    }

    private static bool TryReadAny(ReadOnlySpan<byte> text, out double number)
    {
        number = 0;
        if (text.Length > 2 && text[0] == '0' && (text[1] | 0x20) == 'x')
            return TryReadHex(text[2..], out number);
        int signs = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        if (text.Length == signs || !(char.IsAsciiDigit((char)text[signs]) || text[signs] == '.'))
            return false;
        if (!Utf8Parser.TryParse(text, out number, out int read, 'F'))
            return false;
        if (read == text.Length)
            return true;
        double factor = FactorOf(text[read..].TrimStart((byte)' '));
        number *= factor;
        return factor > 0;
    }

    private static bool TryReadHex(ReadOnlySpan<byte> digits, out double number)
    {
        bool whole = Utf8Parser.TryParse(digits, out ulong value, out int read, 'x') && read == digits.Length;
        number = value;
        return whole;
    }

    private static double FactorOf(ReadOnlySpan<byte> unit)
    {
        if (unit.Length > LongestUnit)
            return 0;
        Span<byte> small = stackalloc byte[LongestUnit];
        for (int i = 0; i < unit.Length; i++)
            small[i] = (byte)(unit[i] is >= (byte)'A' and <= (byte)'Z' ? unit[i] | 0x20 : unit[i]);
        ReadOnlySpan<byte> name = small[..unit.Length];
        return name switch
        {
            _ when name.SequenceEqual("ns"u8) => 1e-9,
            _ when name.SequenceEqual("us"u8) => 1e-6,
            _ when name.SequenceEqual("ms"u8) => 1e-3,
            _ when name.SequenceEqual("s"u8) || name.SequenceEqual("sec"u8) => 1,
            _ when name.SequenceEqual("min"u8) => 60,
            _ when name.SequenceEqual("h"u8) => 3600,
            _ when name.SequenceEqual("b"u8) || name.SequenceEqual("%"u8) || name.SequenceEqual(","u8) => 1,
            _ when name.SequenceEqual("k"u8) || name.SequenceEqual("kb"u8) || name.SequenceEqual("kib"u8) => 1 << 10,
            _ when name.SequenceEqual("mb"u8) || name.SequenceEqual("mib"u8) => 1 << 20,
            _ when name.SequenceEqual("gb"u8) || name.SequenceEqual("gib"u8) => 1 << 30,
            _ => 0,
        };
    }
}
