namespace ActorDetector.Detection.Training;

/// <summary>The log keys of a model: the templates that the training part has, numbered anew without gaps; all others are UNSEEN.</summary>
public sealed class TrainingVocabulary
{
    private readonly ushort[] _keyOf = new ushort[ushort.MaxValue + 1];

    /// <summary>The vocabulary of the training part of some sessions.</summary>
    public TrainingVocabulary(IReadOnlyList<TrainingSession> sessions, SessionSplit split)
        : this(FindKept(sessions, split))
    {
    }

    /// <summary>The vocabulary of some templates.</summary>
    /// <param name="keptTemplates">Their ids before training, in the order of the new ones.</param>
    public TrainingVocabulary(IReadOnlyList<int> keptTemplates)
    {
        KeptTemplates = keptTemplates;
        Array.Fill(_keyOf, LogKey.Unseen);
        for (int i = 0; i < KeptTemplates.Count; i++)
            _keyOf[LogKey.OfTemplate(KeptTemplates[i])] = LogKey.OfTemplate(i);
    }

    /// <summary>The templates of the vocabulary, by their ids before training; a template's new id is its place here.</summary>
    public IReadOnlyList<int> KeptTemplates { get; }

    /// <summary>Log keys of the vocabulary, the reserved ones included.</summary>
    public int Keys => KeptTemplates.Count + LogKey.FirstTemplate;

    /// <summary>The log key of what had another before training.</summary>
    public ushort KeyOf(ushort minedKey) => _keyOf[minedKey];

    /// <summary>The log keys of a session, or of the window that it ends.</summary>
    public ushort[] KeysOf(TrainingSession session)
    {
        IReadOnlyList<ushort> mined = session.Window ?? session.Keys;
        var keys = new ushort[mined.Count];
        for (int i = 0; i < keys.Length; i++)
            keys[i] = _keyOf[mined[i]];
        return keys;
    }

    private static List<int> FindKept(IReadOnlyList<TrainingSession> sessions, SessionSplit split)
    {
        var seen = new bool[ushort.MaxValue + 1];
        for (int number = 0; number < sessions.Count; number++)
        {
            for (int i = 0; i < sessions[number].Keys.Count; i++)
                seen[sessions[number].Keys[i]] |= split.PartOf(sessions[number], number, i) == SplitPart.Training;
        }

        return [.. Enumerable.Range(0, ushort.MaxValue - LogKey.FirstTemplate + 1).Where(id => seen[id + LogKey.FirstTemplate])];
    }
}
