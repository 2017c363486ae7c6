using System.Buffers.Text;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Formats.Sequences;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Detection.Events;

/// <summary>Events of files in which a line is a whole session of keys. A session without a name is called by its input and its line number;
/// a name that comes again is another session of that entity.</summary>
internal sealed class SequenceEventParser(KeySequenceParser parser, TemplateMatcher? templates, IReadOnlyList<byte[]> sourceNames) : EventParser
{
    private const int MostDigits = 20;

    // Ten bytes may say a million events; more than real counts say in a block of lines.
    private const int MostCounted = 2 * KeySequenceParser.MostEvents;

    private byte[] _name = [];

    private protected override void ParseLines(LineBlock lines, EventBlock events)
    {
        KeySequence sequence = default;
        for (int i = 0; i < lines.Count; i++)
        {
            SkipReason reason = parser.Parse(lines[i], ref sequence);
            if (reason == SkipReason.None && parser.HasCounts && events.Count + sequence.Keys.CountEvents() > MostCounted)
                reason = SkipReason.TooManyEvents;
            events.Counts.Add(reason);
            if (reason != SkipReason.None)
                continue;
            ReadOnlySpan<byte> session = sequence.Session.IsEmpty ? NameOf(lines.Source, lines.LineNumber(i)) : sequence.Session;
            bool opens = true;
            foreach (ReadOnlySpan<byte> key in sequence.Keys)
            {
                events.Add(key, session, templates is null ? key : [], new EventRow
                {
                    LineNumber = lines.LineNumber(i),
                    Position = lines.Position(i),
                    Time = ParsedLine.NoTime,
                    Key = templates is null ? LogKey.Unseen : LogKey.OfTemplate(templates.MatchEventId(key)),
                    CarriesKey = true,
                    Opens = opens,
                    Labelled = sequence.IsAnomaly == true,
                    Weight = sequence.Count,
                });
                opens = false;
            }
        }
    }

    private ReadOnlySpan<byte> NameOf(int source, long line)
    {
        byte[] input = sourceNames[source];
        if (_name.Length < input.Length + 1 + MostDigits)
            _name = new byte[input.Length + 1 + MostDigits];
        input.CopyTo(_name, 0);
        _name[input.Length] = (byte)':';
        Utf8Formatter.TryFormat(line, _name.AsSpan(input.Length + 1), out int digits);
        return _name.AsSpan(0, input.Length + 1 + digits);
    }
}
