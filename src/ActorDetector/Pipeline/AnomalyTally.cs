using System.Collections;

namespace ActorDetector.Pipeline;

/// <summary>Counts anomalies and the sessions that had any; one bit for each session.</summary>
internal sealed class AnomalyTally
{
    private readonly BitArray _sessions = new(1024);

    /// <summary>Anomalies.</summary>
    public long Anomalies { get; private set; }

    /// <summary>Sessions with at least one.</summary>
    public long Sessions { get; private set; }

    /// <summary>Lines of unseen templates that were told before.</summary>
    public long Repeats { get; private set; }

    /// <summary>Counts an anomaly of a session.</summary>
    public void Add(int session)
    {
        Anomalies++;
        AddSession(session);
    }

    /// <summary>Counts a line of an unseen template that was told before.</summary>
    public void AddRepeat(int session)
    {
        Repeats++;
        AddSession(session);
    }

    private void AddSession(int session)
    {
        if (session >= _sessions.Length)
            _sessions.Length = Math.Max(session + 1, _sessions.Length * 2);
        if (_sessions[session])
            return;
        _sessions[session] = true;
        Sessions++;
    }
}
