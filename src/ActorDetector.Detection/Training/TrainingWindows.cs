namespace ActorDetector.Detection.Training;

/// <summary>The windows of all training sessions, counted apart for each part of the split.</summary>
internal sealed class TrainingWindows
{
    private readonly IReadOnlyList<TrainingSession> _sessions;
    private readonly SessionSplit _split;
    private readonly int _window;

    public TrainingWindows(IReadOnlyList<TrainingSession> sessions, SessionSplit split, int window)
    {
        _sessions = sessions;
        _split = split;
        _window = window;
        Vocabulary = new TrainingVocabulary(sessions, split);
    }

    /// <summary>The log keys: the templates of the training part alone.</summary>
    public TrainingVocabulary Vocabulary { get; }

    /// <summary>Sessions of the training part whose end may be learned.</summary>
    public int TrainingEnds => _sessions
        .Where((session, number) => session.Ended && _split.PartOf(session, number, session.Keys.Count - 1) == SplitPart.Training).Count();

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
                ushort key = Vocabulary.KeyOf(session.Keys[i]);
                visit(_split.PartOf(session, number, i), number, window, key);
                window[1..].CopyTo(window);
                window[^1] = key;
            }

            if (session.Ended)
                visit(_split.PartOf(session, number, session.Keys.Count - 1), number, window, LogKey.End);
        }
    }
}
