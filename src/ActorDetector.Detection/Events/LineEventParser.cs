using ActorDetector.Logs;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;
using ActorDetector.Logs.Text;

namespace ActorDetector.Detection.Events;

/// <summary>Events of logs in which a line is an event: header, entity, template.</summary>
internal sealed class LineEventParser : EventParser
{
    private readonly LineParser _lines;
    private readonly SessionIdentifier? _sessionId;
    private readonly LinePattern? _sessionStart;
    private readonly TemplateMatcher? _templates;
    private readonly bool _needsEntity;
    private readonly IReadOnlyList<byte[]> _sourceNames;
    private readonly bool[] _parametersOf;

    public LineEventParser(
        LogFormat format,
        SessionOptions sessions,
        bool needsEntity,
        TemplateTree? templates,
        IReadOnlyList<byte[]> sourceNames,
        bool[]? parametersOf)
    {
        _lines = format.CreateParser();
        _sessionId = sessions.SessionId is { } id ? new SessionIdentifier(id) : null;
        _sessionStart = sessions.SessionStart is { } start ? new LinePattern(start, "--session-start") : null;
        _templates = templates?.CreateMatcher();
        _needsEntity = needsEntity;
        _sourceNames = sourceNames;
        _parametersOf = parametersOf ?? [];
    }

    private protected override void ParseLines(LineBlock lines, EventBlock events)
    {
        ParsedLine parsed = default;
        for (int i = 0; i < lines.Count; i++)
        {
            ReadOnlySpan<byte> line = lines[i];
            SkipReason reason = Parse(line, lines.Source, lines.Entity(i), ref parsed);
            events.Counts.Add(reason);
            if (reason != SkipReason.None)
                continue;

            bool carriesKey = !parsed.EventId.IsEmpty;
            ReadOnlySpan<byte> template = carriesKey ? parsed.EventId : parsed.Content;
            ushort key = Key(template, carriesKey);
            events.Add(line, parsed.Entity, _templates is null || (key == LogKey.Unseen && !carriesKey) ? template : [], new EventRow
            {
                LineNumber = lines.LineNumber(i),
                Position = lines.Position(i),
                Time = parsed.Time == ParsedLine.NoTime ? lines.Time(i) : parsed.Time,
                Key = key,
                CarriesKey = carriesKey,
                Opens = _sessionStart is not null && _sessionStart.IsMatch(line),
                Labelled = LineLabel.IsAnomaly(parsed.Label),
                Weight = 1,
                HeaderLength = HeaderLength(line, parsed.Content),
            });
            if (key < _parametersOf.Length && _parametersOf[key])
                events.AddParameters(template, _templates!.Parameters);
        }
    }

    private static int HeaderLength(ReadOnlySpan<byte> line, ReadOnlySpan<byte> content) =>
        line.Overlaps(content, out int offset) && offset + content.Length == line.Length ? offset : line.Length;

    private SkipReason Parse(ReadOnlySpan<byte> line, int source, ReadOnlySpan<byte> given, ref ParsedLine parsed)
    {
        SkipReason reason = _lines.Parse(line, ref parsed);
        if (reason != SkipReason.None)
            return reason;
        if (!given.IsEmpty)
        {
            parsed.Entity = given;
        }
        else if (_sessionId is not null)
        {
            if (!_sessionId.TryFind(line, out Slice id))
                return SkipReason.NoIdentifier;
            parsed.Entity = id.Of(line);
        }
        else if (parsed.Entity.IsEmpty)
        {
            if (_needsEntity)
                return SkipReason.NoIdentifier;
            parsed.Entity = _sourceNames[source];
        }

        return SkipReason.None;
    }

    private ushort Key(ReadOnlySpan<byte> template, bool carriesKey) => _templates is null
        ? LogKey.Unseen
        : LogKey.OfTemplate(carriesKey ? _templates.MatchEventId(template) : _templates.Match(template));
}
