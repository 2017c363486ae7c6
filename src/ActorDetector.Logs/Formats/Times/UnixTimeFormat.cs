using System.Buffers.Text;

namespace ActorDetector.Logs.Formats.Times;

/// <summary>Seconds or milliseconds since 1970, perhaps with a decimal fraction.</summary>
internal sealed class UnixTimeFormat(string name, long unit) : TimeFormat
{
    public const string Seconds = "unix";
    public const string Milliseconds = "unixms";

    public override string Name => name;

    public override bool Read(ReadOnlySpan<byte> text, ref TimeFields fields)
    {
        if (!Utf8Parser.TryParse(text, out long whole, out int used) || whole < 0
            || whole > (DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) / unit)
            return false;
        int fraction = 0;
        if (used < text.Length)
        {
            TimeText rest = new(text[used..]);
            if (!rest.Literal((byte)'.') || !rest.Fraction(1, int.MaxValue, out fraction) || !rest.IsAtEnd)
                return false;
        }

        fields.Absolute = DateTime.UnixEpoch.Ticks + (whole * unit) + (fraction / (TimeSpan.TicksPerSecond / unit));
        return fields.Absolute <= DateTime.MaxValue.Ticks;
    }
}
