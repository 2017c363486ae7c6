namespace ActorDetector.Detection.Training;

/// <summary>The windows of all training sessions, counted apart for each part of the split.</summary>
internal sealed class TrainingWindows
{
    private readonly IReadOnlyList<TrainingSession> _sessions;
    private readonly SessionSplit _split;
    private readonly bool _bounded;
    private readonly int _window;
    private readonly ushort[] _keyOf;

    public TrainingWindows(IReadOnlyList<TrainingSession> sessions, SessionSplit split, bool bounded, int window)
    {
        _sessions = sessions;
        _split = split;
        _bounded = bounded;
        _window = window;
        KeptTemplates = FindKept();
        _keyOf = new ushort[ushort.MaxValue + 1];
        Array.Fill(_keyOf, LogKey.Unseen);
        for (int i = 0; i < KeptTemplates.Count; i++)
            _keyOf[LogKey.OfTemplate(KeptTemplates[i])] = LogKey.OfTemplate(i);
    }

    /// <summary>The templates of the training part: they alone make the vocabulary.</summary>
    public IReadOnlyList<int> KeptTemplates { get; }

    /// <summary>Log keys of the vocabulary, the reserved ones included.</summary>
    public int Keys => KeptTemplates.Count + LogKey.FirstTemplate;

    /// <summary>Sessions of the training part whose end may be learned.</summary>
    public int TrainingEnds => _sessions.Where((session, number) => session.Ended && PartOf(session, number, session.Keys.Count - 1) == SplitPart.Training).Count();

    /// <summary>Calls <paramref name="visit"/> for every event, and for every end that may be learned, in the order of the sessions.</summary>
    public void Visit(WindowVisitor visit)
    {
        Span<ushort> window = stackalloc ushort[_window];
        for (int number = 0; number < _sessions.Count; number++)
        {
            TrainingSession session = _sessions[number];
            window.Clear();
            for (int i = 0; i < session.Keys.Count; i++)
            {
                ushort key = _keyOf[session.Keys[i]];
                visit(PartOf(session, number, i), number, window, key);
                window[1..].CopyTo(window);
                window[^1] = key;
            }

            if (session.Ended)
                visit(PartOf(session, number, session.Keys.Count - 1), number, window, LogKey.End);
        }
    }

    private SplitPart PartOf(TrainingSession session, int number, int index) =>
        _split.PartOf(number, _bounded ? 0 : session.Places[index]);

    private List<int> FindKept()
    {
        var seen = new bool[ushort.MaxValue + 1];
        for (int number = 0; number < _sessions.Count; number++)
        {
            for (int i = 0; i < _sessions[number].Keys.Count; i++)
                seen[_sessions[number].Keys[i]] |= PartOf(_sessions[number], number, i) == SplitPart.Training;
        }

        return [.. Enumerable.Range(0, ushort.MaxValue - LogKey.FirstTemplate + 1).Where(id => seen[id + LogKey.FirstTemplate])];
    }
}
