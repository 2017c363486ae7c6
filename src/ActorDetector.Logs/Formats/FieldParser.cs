using ActorDetector.Logs.Formats.Times;
using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Formats;

/// <summary>A parser for lines that are fields: finds the fields, then gives each the meaning that the options gave it.</summary>
internal abstract class FieldParser(FieldRoles roles, TimeParser? time) : LineParser
{
    private byte[] _timeText = [];

    public sealed override SkipReason Parse(ReadOnlySpan<byte> line, ref ParsedLine parsed)
    {
        parsed = new ParsedLine { Time = ParsedLine.NoTime };
        SkipReason reason = Cut(line);
        if (reason != SkipReason.None)
            return reason;
        parsed.Content = Blanks.Trim(FieldOrNone(line, roles.Message));
        parsed.EventId = FieldOrNone(line, roles.EventId);
        if (parsed.Content.IsEmpty && parsed.EventId.IsEmpty)
            return SkipReason.NoMessage;
        parsed.Entity = FieldOrNone(line, roles.Entity);
        parsed.Label = FieldOrNone(line, roles.Label);
        if (time is not null)
            parsed.Time = time.Parse(TimeText(line));
        return SkipReason.None;
    }

    /// <summary>Finds the fields of a line.</summary>
    protected abstract SkipReason Cut(ReadOnlySpan<byte> line);

    private ReadOnlySpan<byte> FieldOrNone(ReadOnlySpan<byte> line, int field) => field < 0 ? [] : Field(line, field);

    private ReadOnlySpan<byte> TimeText(ReadOnlySpan<byte> line)
    {
        if (roles.Time.Length == 1)
            return Field(line, roles.Time[0]);
        int length = 0;
        foreach (int field in roles.Time)
        {
            ReadOnlySpan<byte> part = Field(line, field);
            if (_timeText.Length < length + part.Length + 1)
                Array.Resize(ref _timeText, 2 * (length + part.Length + 1));
            part.CopyTo(_timeText.AsSpan(length));
            length += part.Length;
            _timeText[length++] = (byte)' ';
        }

        return _timeText.AsSpan(0, Math.Max(0, length - 1));
    }
}
