using ActorDetector.Detection.Detectors;
using ActorDetector.Logs.Mining;

namespace ActorDetector.Detection.Feedback;

/// <summary>What a person marked as anomalous, in the log keys of a model: it is always told. Bounded sessions are known by all their keys;
/// of unbounded ones the windows with the key that followed, where neither training nor what was marked as normal had the
/// same.</summary>
public sealed class KnownAnomalies
{
    private readonly HashSet<ushort[]>.AlternateLookup<ReadOnlySpan<ushort>> _lookup;
    private readonly int _window;

    private KnownAnomalies(HashSet<ushort[]> sequences, int window)
    {
        _lookup = sequences.GetAlternateLookup<ReadOnlySpan<ushort>>();
        (Count, _window) = (sequences.Count, window);
    }

    /// <summary>How many sequences are known.</summary>
    public int Count { get; }

    /// <summary>What was marked as anomalous; null when that is nothing that a model could tell. What has an unseen template is told
    /// anyway.</summary>
    /// <param name="marked">What was marked.</param>
    /// <param name="templates">The model's templates.</param>
    /// <param name="bounded">Whether sessions end by themselves.</param>
    /// <param name="window">Keys of a window.</param>
    /// <param name="learned">What training had; without it every window of an unbounded session is known.</param>
    public static KnownAnomalies? Of(MarkedSessions marked, TemplateTree templates, bool bounded, int window, Rehearsal? learned)
    {
        ArgumentNullException.ThrowIfNull(marked);
        if (marked.Anomalous.Count == 0)
            return null;
        HashSet<ushort[]> sequences = new(SequenceComparer.Instance);
        foreach (ushort[] keys in MarkedSessions.KeysOf(marked.Anomalous, marked.KeysOfLines(templates)))
        {
            if (bounded)
                sequences.Add(keys);
            else
                KeyWindows.Visit(keys, ended: false, window, pair => sequences.Add(pair.ToArray()));
        }

        if (!bounded)
        {
            sequences.ExceptWith(learned?.Sequences ?? []);
            foreach (ushort[] keys in MarkedSessions.KeysOf(marked.Normal, marked.KeysOfLines(templates)))
                KeyWindows.Visit(keys, ended: false, window, pair => sequences.Remove(pair.ToArray()));
        }

        sequences.RemoveWhere(keys => keys.Contains(LogKey.Unseen));
        return sequences.Count == 0 ? null : new KnownAnomalies(sequences, window);
    }

    /// <summary>Whether a session of exactly these keys is known.</summary>
    public bool HasSession(ReadOnlySpan<ushort> keys) => _lookup.Contains(keys);

    /// <summary>Whether this key is known to follow this window.</summary>
    public bool HasWindow(ReadOnlySpan<ushort> window, ushort key)
    {
        Span<ushort> pair = stackalloc ushort[_window + 1];
        window.CopyTo(pair);
        pair[^1] = key;
        return _lookup.Contains(pair);
    }
}
