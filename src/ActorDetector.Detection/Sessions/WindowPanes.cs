using ActorDetector.Detection.Judging.Checkpoints;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Sessions;

/// <summary>Overlapping windows of time, made of the sessions of a step's length that do not overlap: a window is a session and those of its
/// entity that began within the span before. Not for two threads at once.</summary>
internal sealed class WindowPanes
{
    private readonly long _span;
    private readonly Dictionary<int, (long Start, List<Pane> Earlier)> _open = [];
    private List<Pane> _carried = [];

    /// <summary>The windows of no sessions.</summary>
    public WindowPanes(SessionOptions options) => _span = options.SessionStep is null ? 0 : options.SessionSpan!.Value.Ticks;

    /// <summary>Whether windows overlap; else every session is its own window.</summary>
    public bool Overlap => _span > 0;

    /// <summary>Begins the session of a slot. It goes on where the session that the same line closed left off.</summary>
    public void Open(int slot, long time)
    {
        if (Overlap)
            Carry(slot, time);
    }

    /// <summary>Closes the session of a slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="keys">The session's log keys.</param>
    /// <param name="labelled">Whether a line of it is labelled an anomaly.</param>
    /// <param name="reason">Why it was closed.</param>
    /// <returns>The log keys of its window, and whether a line of that is labelled.</returns>
    public (ushort[] Keys, bool Labelled) Close(int slot, ReadOnlySpan<ushort> keys, bool labelled, CloseReason reason)
    {
        (long start, List<Pane> earlier) = _open[slot];
        _open.Remove(slot);
        earlier.Add(new Pane(start, keys.ToArray(), labelled));
        if (reason == CloseReason.Span)
            _carried = earlier;
        return ([.. earlier.SelectMany(pane => pane.Keys)], earlier.Any(pane => pane.Labelled));
    }

    /// <summary>Copies what is kept for the session of a slot; no line of it is labelled.</summary>
    public void Save(int slot, SavedSession saved)
    {
        if (!Overlap)
            return;
        (saved.PaneStart, List<Pane> earlier) = _open[slot];
        saved.HasPanes = true;
        foreach (Pane pane in earlier)
            saved.Panes.Add((pane.Start, pane.Keys));
    }

    /// <summary>Puts back what <see cref="Save"/> gave; without it the session's first window begins with the session.</summary>
    public void Restore(int slot, SavedSession saved)
    {
        if (Overlap)
            _open[slot] = (saved.HasPanes ? saved.PaneStart : saved.Row.Time, [.. saved.Panes.Select(pane => new Pane(pane.Start, pane.Keys, Labelled: false))]);
    }

    /// <summary>Forgets the session of a slot.</summary>
    public void Forget(int slot)
    {
        if (Overlap)
            _open.Remove(slot);
    }

    // Apart from its caller, for what a lambda captures is allocated where its method begins.
    private void Carry(int slot, long time)
    {
        _open[slot] = (time, [.. _carried.Where(pane => time - pane.Start < _span)]);
        _carried = [];
    }

    private readonly record struct Pane(long Start, ushort[] Keys, bool Labelled);
}
