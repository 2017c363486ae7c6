namespace ActorDetector.Logs.Formats.Times;

/// <summary>ISO 8601: <c>2024-05-01T12:30:45.678+02:00</c>, with T or a blank; seconds, their fraction and the zone may be
/// missing.</summary>
internal sealed class IsoTimeFormat : TimeFormat
{
    public const string Notation = "iso";

    public override string Name => Notation;

    public override bool Read(ReadOnlySpan<byte> text, ref TimeFields fields)
    {
        TimeText rest = new(text);
        if (!rest.Number(4, 4, out fields.Year) || !rest.Literal((byte)'-')
            || !rest.Number(2, 2, out fields.Month) || !rest.Literal((byte)'-')
            || !rest.Number(2, 2, out fields.Day) || fields.Year * fields.Month * fields.Day == 0)
            return false;
        if (!(rest.Literal((byte)'T') || rest.Literal((byte)'t') || rest.BlankRun())
            || !rest.Number(2, 2, out fields.Hour) || !rest.Literal((byte)':') || !rest.Number(2, 2, out fields.Minute))
            return false;
        if (rest.Literal((byte)':'))
        {
            if (!rest.Number(2, 2, out fields.Second))
                return false;
            fields.Fraction = rest.OptionalFraction();
        }

        rest.BlankRun();
        if (rest.IsAtEnd)
            return true;
        fields.HasOffset = rest.Offset(out fields.OffsetMinutes);
        return fields.HasOffset && rest.IsAtEnd;
    }
}
