using ActorDetector.Logs;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;
using ActorDetector.Logs.Text;

namespace ActorDetector.Detection.Events;

/// <summary>Turns lines into events: header, entity, template. Not for two threads at once; each thread has its own.</summary>
public sealed class EventParser
{
    private readonly LineParser _lines;
    private readonly SessionIdentifier? _sessionId;
    private readonly LinePattern? _sessionStart;
    private readonly TemplateMatcher? _templates;
    private readonly bool _needsEntity;
    private readonly IReadOnlyList<byte[]> _sourceNames;

    /// <summary>A parser.</summary>
    /// <param name="format">How lines are written.</param>
    /// <param name="sessions">How the session's entity and start are found in a line.</param>
    /// <param name="entityField">Whether the format's entity field names the entity.</param>
    /// <param name="templates">The templates that give log keys; null before there are any: then every log key is UNSEEN.</param>
    /// <param name="sourceNames">The entity of lines without an identifier, by input.</param>
    public EventParser(
        LogFormat format,
        SessionOptions sessions,
        bool entityField,
        TemplateTree? templates,
        IReadOnlyList<byte[]> sourceNames)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(sessions);
        _lines = format.CreateParser();
        _sessionId = sessions.SessionId is { } id ? new SessionIdentifier(id) : null;
        _sessionStart = sessions.SessionStart is { } start ? new LinePattern(start, "--session-start") : null;
        _templates = templates?.CreateMatcher();
        _needsEntity = entityField;
        _sourceNames = sourceNames;
    }

    /// <summary>Reads a line up to its content and its entity; what needs no templates.</summary>
    /// <param name="line">The raw line.</param>
    /// <param name="source">The input it came from.</param>
    /// <param name="parsed">Receives what the line says; <see cref="ParsedLine.Entity"/> is the session's identifier.</param>
    public SkipReason Parse(ReadOnlySpan<byte> line, int source, ref ParsedLine parsed)
    {
        SkipReason reason = _lines.Parse(line, ref parsed);
        if (reason != SkipReason.None)
            return reason;
        if (_sessionId is not null)
        {
            if (!_sessionId.TryFind(line, out Slice id))
                return SkipReason.NoIdentifier;
            parsed.Entity = id.Of(line);
        }
        else if (!_needsEntity)
        {
            parsed.Entity = _sourceNames[source];
        }
        else if (parsed.Entity.IsEmpty)
        {
            return SkipReason.NoIdentifier;
        }

        return SkipReason.None;
    }

    /// <summary>Fills a block of events from a block of lines.</summary>
    public void Parse(LineBlock lines, EventBlock events)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(events);
        events.Clear(lines.Source);
        events.Counts.Add(lines.Skipped);
        ParsedLine parsed = default;
        for (int i = 0; i < lines.Count; i++)
        {
            ReadOnlySpan<byte> line = lines[i];
            SkipReason reason = Parse(line, lines.Source, ref parsed);
            events.Counts.Add(reason);
            if (reason != SkipReason.None)
                continue;

            bool carriesKey = !parsed.EventId.IsEmpty;
            ReadOnlySpan<byte> template = carriesKey ? parsed.EventId : parsed.Content;
            events.Add(line, parsed.Entity, _templates is null ? template : [], new EventRow
            {
                LineNumber = lines.LineNumber(i),
                Time = parsed.Time,
                Key = Key(template, carriesKey),
                CarriesKey = carriesKey,
                Opens = _sessionStart is not null && _sessionStart.IsMatch(line),
                Labelled = LineLabel.IsAnomaly(parsed.Label),
            });
        }
    }

    private ushort Key(ReadOnlySpan<byte> template, bool carriesKey) => _templates is null
        ? LogKey.Unseen
        : LogKey.OfTemplate(carriesKey ? _templates.MatchEventId(template) : _templates.Match(template));
}
