using ActorDetector.Detection.Judging.Checkpoints;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Sessions;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Judging;

/// <summary>All that a judge keeps of open sessions, by slot.</summary>
/// <param name="model">The model.</param>
/// <param name="options">What makes events one session.</param>
/// <param name="judgesWholes">Whether sessions are judged as wholes when they are closed.</param>
/// <param name="keepsKeys">Whether all their log keys are kept for that.</param>
/// <param name="keepsTimes">Whether the time since the line before is asked for.</param>
internal sealed class JudgedSessions(NextKeyModel model, SessionOptions options, bool judgesWholes, bool keepsKeys, bool keepsTimes)
{
    private readonly PagedArray<ushort> _windows = new(model.Window);
    private readonly PagedArray<SessionState> _states = new();
    private readonly PagedArray<WorstEvent> _worst = new();
    private readonly PagedArray<ushort> _worstWindows = new(model.Window);

    public SessionTable Table { get; } = new(options);

    public SlotKeys Keys { get; } = new();

    public WindowPanes Panes { get; } = new(keepsKeys ? options : new SessionOptions());

    public LineIntervals Intervals { get; } = new();

    public Span<ushort> Window(int slot) => _windows.Row(slot);

    public ref SessionState State(int slot) => ref _states[slot];

    public ref WorstEvent Worst(int slot) => ref _worst[slot];

    public Span<ushort> WorstWindow(int slot) => _worstWindows.Row(slot);

    /// <summary>Begins the session of a slot.</summary>
    public void Open(int slot, long time)
    {
        Grow(slot);
        _windows.Row(slot).Clear(); // PAD is 0
        _states[slot] = default;
        if (keepsKeys)
            Keys.Open(slot);
        Panes.Open(slot, time);
        if (keepsTimes)
            Intervals.Open(slot);
    }

    /// <summary>Takes in an event of the session of a slot.</summary>
    public void Move(int slot, ushort key)
    {
        Span<ushort> window = _windows.Row(slot);
        window[1..].CopyTo(window);
        window[^1] = key;
        if (keepsKeys)
            Keys.Add(slot, key);
    }

    /// <summary>Copies all that is kept of the session in a slot.</summary>
    public void Save(int slot, SavedSession saved)
    {
        saved.Clear();
        saved.Identifier.AddRange(Table.Entity(slot));
        saved.Row = Table.Row(slot);
        saved.State = _states[slot];
        saved.Window.AddRange(_windows.Row(slot));
        if (judgesWholes)
        {
            saved.Worst = _worst[slot];
            saved.WorstWindow.AddRange(_worstWindows.Row(slot));
        }

        if (keepsKeys)
            Keys.Copy(slot, saved.Keys);
        if (keepsTimes)
            saved.LastTimed = Intervals.Last(slot);
        Panes.Save(slot, saved);
    }

    /// <summary>Puts a session back, in place of one with the same identifier.</summary>
    /// <returns>Its slot.</returns>
    public int Put(SavedSession saved)
    {
        int known = Table.Find(saved.IdentifierBytes);
        if (known >= 0)
            Forget(known);
        int slot = Table.Put(saved.IdentifierBytes, saved.Row);
        Fill(slot, saved);
        return slot;
    }

    /// <summary>Puts a passive session back at its place.</summary>
    /// <returns>Its slot.</returns>
    public int Activate(SavedSession saved)
    {
        int slot = Table.Activate(saved.IdentifierBytes, saved.Row);
        Fill(slot, saved);
        return slot;
    }

    /// <summary>Takes the session in a slot away without closing it.</summary>
    public void Remove(int slot)
    {
        Forget(slot);
        Table.Remove(slot);
    }

    /// <summary>Makes the session in a slot passive.</summary>
    public void Passivate(int slot)
    {
        Forget(slot);
        Table.Passivate(slot);
    }

    private void Fill(int slot, SavedSession saved)
    {
        Open(slot, ParsedLine.NoTime);
        SavedSession.CopyWindow(saved.Window, _windows.Row(slot));
        _states[slot] = saved.State;
        if (judgesWholes)
        {
            _worst[slot] = saved.Worst;
            SavedSession.CopyWindow(saved.WorstWindow, _worstWindows.Row(slot));
        }

        if (keepsKeys)
        {
            foreach (ushort key in saved.Keys)
                Keys.Add(slot, key);
        }

        if (keepsTimes)
            Intervals.Restore(slot, saved.LastTimed);
        Panes.Restore(slot, saved);
    }

    // What a slot's next session begins with is empty again where opening does not see to it.
    private void Forget(int slot)
    {
        if (judgesWholes)
            _worst[slot] = default;
        if (keepsKeys)
            Keys.Forget(slot);
        Panes.Forget(slot);
    }

    private void Grow(int slot)
    {
        _windows.Grow(slot + 1);
        _states.Grow(slot + 1);
        if (!judgesWholes)
            return;
        _worst.Grow(slot + 1); // emptied when its session's ending is answered, which comes later than this
        _worstWindows.Grow(slot + 1);
    }
}
