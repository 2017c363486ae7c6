using System.Buffers.Text;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Formats.Sequences;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Detection.Events;

/// <summary>Events of files in which a line is a whole session of keys. A session without a name is called by its line number.</summary>
internal sealed class SequenceEventParser(KeySequenceParser parser, TemplateMatcher? templates) : EventParser
{
    private readonly byte[] _number = new byte[24];

    private protected override void ParseLines(LineBlock lines, EventBlock events)
    {
        KeySequence sequence = default;
        for (int i = 0; i < lines.Count; i++)
        {
            SkipReason reason = parser.Parse(lines[i], ref sequence);
            events.Counts.Add(reason);
            if (reason != SkipReason.None)
                continue;
            ReadOnlySpan<byte> session = sequence.Session.IsEmpty ? LineName(lines.LineNumber(i)) : sequence.Session;
            foreach (ReadOnlySpan<byte> key in sequence.Keys)
            {
                events.Add(key, session, templates is null ? key : [], new EventRow
                {
                    LineNumber = lines.LineNumber(i),
                    Time = ParsedLine.NoTime,
                    Key = templates is null ? LogKey.Unseen : LogKey.OfTemplate(templates.MatchEventId(key)),
                    CarriesKey = true,
                    Labelled = sequence.IsAnomaly == true,
                    Weight = sequence.Count,
                });
            }
        }
    }

    private ReadOnlySpan<byte> LineName(long number)
    {
        "line "u8.CopyTo(_number);
        Utf8Formatter.TryFormat(number, _number.AsSpan(5), out int digits);
        return _number.AsSpan(0, 5 + digits);
    }
}
