namespace ActorDetector.Detection.Training;

/// <summary>A session as it is trained on: its log keys in order.</summary>
public sealed class TrainingSession
{
    private List<int>? _places;
    private List<EventLine>? _lines;

    /// <summary>The log keys, one for each event.</summary>
    public List<ushort> Keys { get; } = [];

    /// <summary>The place of each event among all events of the input; kept for unbounded sessions only, which are split by it.</summary>
    public IReadOnlyList<int> Places => _places ?? [];

    /// <summary>Whether its end was its own, so that END may be learned from it.</summary>
    public bool Ended { get; internal set; }

    /// <summary>Whether a limit cut it, and so made up its length and its counts.</summary>
    public bool IsCut { get; internal set; }

    /// <summary>The identifier of its entity; empty where nobody asks for it.</summary>
    public string Entity { get; internal set; } = "";

    /// <summary>How many sessions it stands for.</summary>
    public long Weight { get; internal set; } = 1;

    /// <summary>The log keys of the window that it ends, where windows overlap; null where it is the window itself.</summary>
    public IReadOnlyList<ushort>? Window { get; internal set; }

    /// <summary>Whether any of its lines is labelled an anomaly.</summary>
    public bool HasLabelledLine { get; internal set; }

    /// <summary>The line that it begins with.</summary>
    public EventLine FirstLine { get; internal set; }

    /// <summary>The line that it ends with.</summary>
    public EventLine LastLine { get; internal set; }

    /// <summary>The line of each event; kept only where somebody asks for them.</summary>
    public IReadOnlyList<EventLine> Lines => _lines ?? [];

    /// <summary>Adds the line of an event.</summary>
    internal void AddLine(EventLine line) => (_lines ??= []).Add(line);

    /// <summary>A whole session that stands before all events of the input.</summary>
    internal static TrainingSession Of(ushort[] keys, bool bounded)
    {
        var session = new TrainingSession { Ended = bounded };
        session.Keys.AddRange(keys);
        foreach (ushort _ in bounded ? [] : keys)
            session.AddPlace(0);
        return session;
    }

    /// <summary>Adds an event's place; those behind the greatest that is kept all stand at it.</summary>
    internal void AddPlace(long place) => (_places ??= []).Add((int)Math.Min(place, int.MaxValue));
}
