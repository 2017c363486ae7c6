namespace ActorDetector.Detection.Judging.Checkpoints;

/// <summary>How the log keys of one model are read as those of another.</summary>
public sealed class KeyTranslation
{
    private readonly ushort[] _keys;

    /// <summary>A translation by a map.</summary>
    /// <param name="keys">The new key of each old one; UNSEEN for what the new model does not know. PAD, END and UNSEEN stay.</param>
    public KeyTranslation(ReadOnlySpan<ushort> keys)
    {
        _keys = keys.ToArray();
        for (ushort key = 0; key < Math.Min(LogKey.FirstTemplate, _keys.Length); key++)
            _keys[key] = key;
    }

    /// <summary>That of a model of which nothing is known any more: all that it knew is UNSEEN.</summary>
    public static KeyTranslation OfUnknown { get; } = new([.. Enumerable.Repeat(LogKey.Unseen, ushort.MaxValue + 1)]);

    /// <summary>A translation by the templates' texts.</summary>
    /// <param name="from">The text of every log key of the old model, by number.</param>
    /// <param name="to">That of the new one.</param>
    public static KeyTranslation Between(IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        Dictionary<string, ushort> keys = [];
        for (int key = LogKey.FirstTemplate; key < to.Count; key++)
            keys.TryAdd(to[key], (ushort)key);
        return new KeyTranslation([.. from.Select(text => keys.GetValueOrDefault(text, LogKey.Unseen))]);
    }

    /// <summary>Log keys of the old model.</summary>
    public int Count => _keys.Length;

    /// <summary>The key in the new model.</summary>
    public ushort this[ushort key] => key < _keys.Length ? _keys[key] : LogKey.Unseen;

    internal void Translate(SavedSession session)
    {
        Translate(session.Window);
        Translate(session.WorstWindow);
        Translate(session.Keys);
        WorstEvent worst = session.Worst;
        worst.Key = this[worst.Key];
        session.Worst = worst;
        for (int i = 0; i < session.Panes.Count; i++)
            session.Panes[i] = (session.Panes[i].Start, Array.ConvertAll(session.Panes[i].Keys, key => this[key]));
    }

    private void Translate(List<ushort> keys)
    {
        for (int i = 0; i < keys.Count; i++)
            keys[i] = this[keys[i]];
    }
}
