using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Logs.Tests.Sessions;

/// <summary>The rules of sessions, written as plainly as can be: what the table is compared with.</summary>
internal sealed class NaiveSessions(SessionOptions options)
{
    private readonly List<Session> _open = []; // in order of opening
    private long _first = ParsedLine.NoTime;
    private long _now = ParsedLine.NoTime;
    private int _steps;

    /// <summary>The sessions closed by the last call, by number, and why.</summary>
    public List<(int Session, CloseReason Reason)> Closed { get; } = [];

    /// <summary>Sessions opened so far.</summary>
    public int Opened { get; private set; }

    /// <summary>Takes an event; the number of its session.</summary>
    public int Observe(string entity, long time, bool opens)
    {
        Closed.Clear();
        _steps++;
        foreach (Session session in _open.Where(IsFull).ToList())
            Close(session, FullReason(session));

        if (_first == ParsedLine.NoTime)
            _first = time;
        _now = Math.Max(_now, time);
        foreach (Session session in _open.OrderBy(s => s.LastStep).ToList())
        {
            if (options.IdleTimeout is { } idle && _now - Math.Max(session.Seen, _first) > idle.Ticks)
                Close(session, CloseReason.Idle);
        }

        Session? own = _open.Find(s => s.Entity == entity);
        if (own is not null && WhyOver(own, time, opens) is { } reason)
        {
            Close(own, reason);
            own = null;
        }

        if (own is null)
        {
            if (_open.Count == options.MaxOpenSessions)
                Close(_open.MinBy(s => s.LastStep)!, CloseReason.Evicted);
            own = new Session(Opened++, entity);
            _open.Add(own);
        }

        own.Times.Add(time);
        own.Seen = _now;
        own.LastStep = _steps;
        return own.Number;
    }

    /// <summary>Closes all.</summary>
    public void CloseAll()
    {
        Closed.Clear();
        foreach (Session session in _open.ToList())
            Close(session, IsFull(session) ? FullReason(session) : CloseReason.EndOfInput);
    }

    private bool IsFull(Session session) => session.Times.Count >= Math.Min(options.SessionCount ?? int.MaxValue, options.MaxSessionLength);

    private CloseReason FullReason(Session session) => session.Times.Count >= options.SessionCount ? CloseReason.Count : CloseReason.Length;

    private CloseReason? WhyOver(Session session, long time, bool opens)
    {
        if (opens)
            return CloseReason.Start;
        long[] times = [.. session.Times.Where(t => t != ParsedLine.NoTime)];
        if (time == ParsedLine.NoTime || times.Length == 0)
            return null;
        if (options.SessionGap is { } gap && time - times.Max() > gap.Ticks)
            return CloseReason.Gap;
        return options.SessionSpan is { } span && time - times[0] >= span.Ticks ? CloseReason.Span : null;
    }

    private void Close(Session session, CloseReason reason)
    {
        _open.Remove(session);
        Closed.Add((session.Number, reason));
    }

    private sealed class Session(int number, string entity)
    {
        public int Number { get; } = number;
        public string Entity { get; } = entity;
        public List<long> Times { get; } = [];
        public long Seen { get; set; }
        public int LastStep { get; set; }
    }
}
