using System.Text;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Training;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Feedback;

/// <summary>Gathers sessions that a person marked, as places of distinct lines.</summary>
/// <remarks>Lines of a template that the model knows are one; a line that it does not know stands for itself.</remarks>
public sealed class MarkedCollector
{
    private readonly SessionOptions _options;
    private readonly bool _bounded;
    private readonly TemplateMatcher _matcher;
    private readonly List<MarkedLine> _lines;
    private readonly List<ushort> _keys;
    private readonly Dictionary<ushort, ushort> _lineOfKey = [];
    private readonly Dictionary<MarkedLine, ushort> _unknown = [];
    private readonly EventBlock _numbered = new();
    private SessionCollector _sessions;
    private int _text;

    /// <summary>A collector that goes on from what was marked before.</summary>
    /// <param name="before">What was marked before.</param>
    /// <param name="templates">The model's templates.</param>
    /// <param name="options">What makes events one session.</param>
    /// <param name="bounded">Whether sessions end by themselves.</param>
    public MarkedCollector(MarkedSessions before, TemplateTree templates, SessionOptions options, bool bounded)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(templates);
        (_options, _bounded, _matcher) = (options, bounded, templates.CreateMatcher());
        _lines = [.. before.Lines];
        _keys = [.. before.KeysOfLines(templates)];
        _text = _lines.Sum(line => line.Text.Length);
        for (int number = 0; number < _lines.Count; number++)
        {
            if (_keys[number] == LogKey.Unseen)
                _unknown.TryAdd(_lines[number], (ushort)number);
            else
                _lineOfKey.TryAdd(_keys[number], (ushort)number);
        }

        _sessions = new SessionCollector(options, bounded);
    }

    /// <summary>The distinct lines so far.</summary>
    public IReadOnlyList<MarkedLine> Lines => _lines;

    /// <summary>The log key of each line.</summary>
    public IReadOnlyList<ushort> Keys => _keys;

    /// <summary>Adds the events of a block whose lines were not matched yet.</summary>
    /// <exception cref="FeedbackException">There are more lines than can be remembered.</exception>
    public void Add(EventBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        _numbered.Clear(block.Source);
        for (int i = 0; i < block.Count; i++)
            _numbered.Add([], block.Entity(i), [], block[i] with { Key = NumberOf(block.Content(i), block[i].CarriesKey) });
        _sessions.Add(_numbered);
        if (_sessions.Events > MarkedSessions.MostEvents)
            throw new FeedbackException($"The marked sessions have more than {MarkedSessions.MostEvents:N0} events: too many to remember. Train again with their lines among the input.");
    }

    /// <summary>Closes the sessions, hands them out, and begins anew.</summary>
    /// <exception cref="FeedbackException">A limit cut a session, so that its end is unknown.</exception>
    public IReadOnlyList<ushort[]> Take()
    {
        _sessions.Finish();
        IReadOnlyList<TrainingSession> taken = _sessions.Sessions;
        _sessions = new SessionCollector(_options, _bounded);
        return _bounded && taken.FirstOrDefault(session => !session.Ended) is { } cut
            ? throw new FeedbackException($"A limit of the model's (--max-session-length or --max-open-sessions) cut a marked session after {cut.Keys.Count:N0} events, and only whole sessions can be marked. Leave it out, or train again with a higher limit.")
            : [.. taken.Select(session => session.Keys.ToArray())];
    }

    /// <summary>The log keys of a session.</summary>
    public ushort[] KeysOf(ushort[] session) => Array.ConvertAll(session, line => _keys[line]);

    /// <summary>Sessions marked before, as new ones are numbered: in this model two of their lines may have one template.</summary>
    public IEnumerable<ushort[]> Before(IReadOnlyList<ushort[]> sessions)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        return sessions.Select(session => Array.ConvertAll(session, line => _keys[line] == LogKey.Unseen ? line : _lineOfKey[_keys[line]]));
    }

    private ushort NumberOf(ReadOnlySpan<byte> content, bool carriesKey)
    {
        ushort key = MarkedSessions.KeyOf(_matcher, content, carriesKey);
        if (key != LogKey.Unseen && _lineOfKey.TryGetValue(key, out ushort number))
            return number;
        var line = new MarkedLine(Encoding.UTF8.GetString(content), carriesKey);
        if (key == LogKey.Unseen && _unknown.TryGetValue(line, out number))
            return number;
        _text += line.Text.Length;
        if (_lines.Count == MarkedSessions.MostLines || _text > MarkedSessions.MostText)
            throw new FeedbackException($"The marked sessions have more than {MarkedSessions.MostLines:N0} distinct lines, or {MarkedSessions.MostText:N0} characters of them: too many to remember. Train again with their lines among the input.");
        number = (ushort)_lines.Count;
        _lines.Add(line);
        _keys.Add(key);
        if (key == LogKey.Unseen)
            _unknown[line] = number;
        else
            _lineOfKey[key] = number;
        return number;
    }
}
