namespace ActorDetector.Actors.Tests.Clusters.Simulation;

/// <summary>A shard of a simulated cluster: its queue's consumers in line, of which the first is active, and who took it last.</summary>
internal sealed class SimulatedShard
{
    private readonly List<(string Node, TimeSpan From)> _later = [];
    private TimeSpan _takenAt;
    private TimeSpan _unservedSince;

    /// <summary>The consumers, the active one first.</summary>
    public List<string> Line { get; } = [];

    public string? Active => Line.Count > 0 ? Line[0] : null;

    public string Owner { get; private set; } = "";

    public TimeSpan OwnedSince { get; private set; }

    public long Epoch { get; private set; }

    public string Assigned { get; set; } = "";

    public TimeSpan AssignedAt { get; set; }

    public bool IsServed { get; private set; }

    public bool IsTaking { get; private set; }

    /// <summary>The longest time that nobody judged its lines since <see cref="Forget"/>.</summary>
    public TimeSpan LongestPause { get; private set; }

    /// <summary>How often it was taken since <see cref="Forget"/>.</summary>
    public int Taken { get; private set; }

    public void Forget() => (LongestPause, Taken) = (TimeSpan.Zero, 0);

    public void Join(string node, TimeSpan now)
    {
        if (!Line.Contains(node) && !_later.Exists(one => one.Node == node))
            Line.Add(node);
        Pass(now);
    }

    public void Rejoin(string node, TimeSpan from) => _later.Add((node, from));

    public void Leave(string node, TimeSpan now)
    {
        if (Active == node)
            GiveBack(now);
        Line.Remove(node);
        _later.RemoveAll(one => one.Node == node);
    }

    public void GiveBack(TimeSpan now)
    {
        Line.RemoveAt(0);
        if (IsServed)
            _unservedSince = now;
        (IsServed, IsTaking) = (false, false);
    }

    public void Take(string node, TimeSpan now, TimeSpan until)
    {
        (Owner, IsTaking, _takenAt, OwnedSince) = (node, true, until, now);
        Epoch++;
        Taken++;
    }

    public void Pass(TimeSpan now)
    {
        foreach ((string node, TimeSpan from) in _later.Where(one => now >= one.From).ToArray())
        {
            _later.RemoveAll(one => one.Node == node);
            Line.Add(node);
        }

        if (IsTaking && now >= _takenAt)
        {
            (IsTaking, IsServed) = (false, true);
            LongestPause = now - _unservedSince > LongestPause ? now - _unservedSince : LongestPause;
        }
    }
}
