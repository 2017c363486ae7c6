using ActorDetector.Logs.Formats;

namespace ActorDetector.Logs.Sessions;

/// <content>Arrival, passive sessions, and the exact state.</content>
public sealed partial class SessionTable
{
    private int _activated = None; // the one put back last: the next is often behind it

    /// <summary>Open sessions that are kept elsewhere.</summary>
    public int Passive { get; private set; }

    /// <summary>How many sessions can be opened before the least recently used one gives way.</summary>
    public int Free => _maxOpen - Open - Passive;

    /// <summary>The slot of the session that was used least recently, or -1.</summary>
    public int Oldest => _recent.First;

    /// <summary>The slot of the session that was used next behind that of a slot, or -1.</summary>
    public int Newer(int slot) => _recent.Next(slot);

    /// <summary>The slot of the session that was used last, or -1.</summary>
    public int Newest => _recent.Last;

    /// <summary>The slot of the session that was used before another one, or -1.</summary>
    public int Older(int slot) => _recent.Previous(slot);

    /// <summary>All but the sessions, to be read between two events.</summary>
    public SessionTableState State => new(Opened, Passive, _used, _firstTime, _now, _arrived, _full != None);

    /// <summary>Tells when the lines that follow arrived; a clock that goes back stands still.</summary>
    public void Arrive(long arrived) => _arrived = Math.Max(_arrived, arrived);

    /// <summary>Closes sessions whose last line arrived before a time, the least recently used first, and a full one. <see cref="Closed"/> is emptied
    /// first.</summary>
    /// <param name="arrivedBefore">Ticks UTC.</param>
    /// <param name="most">About how many are closed at once.</param>
    public void CloseIdle(long arrivedBefore, int most)
    {
        FreeClosed();
        CloseFull();
        while (_recent.First != None && _sessions[_recent.First].Arrived < arrivedBefore && _closed.Count < most)
            Close(_recent.First, CloseReason.Idle);
    }

    /// <summary>Passive sessions last seen before this are to be put back before an event of such a time is observed: they may be over.</summary>
    /// <param name="time">The greatest time of the events to come, or <see cref="ParsedLine.NoTime"/>.</param>
    /// <returns>Log time in ticks; <see cref="ParsedLine.NoTime"/> when none can be over.</returns>
    public long SeenBefore(long time)
    {
        long now = Math.Max(_now, time);
        return _idle == Never || now < ParsedLine.NoTime + _idle ? ParsedLine.NoTime : now - _idle;
    }

    /// <summary>The identifier that sessions of an entity have: all of it, or less of a long one. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Identifier(ReadOnlySpan<byte> entity) => Bounded(entity);

    /// <summary>The slot of the open session with an identifier, or -1.</summary>
    public int Find(ReadOnlySpan<byte> identifier) => _index.Find(identifier, HashOf(identifier));

    /// <summary>What is kept of the session in a slot.</summary>
    public SessionRow Row(int slot)
    {
        ref readonly OpenSession session = ref _sessions[slot];
        return new SessionRow(session.Number, session.Events, session.Time, session.Seen, session.Used, session.Arrived);
    }

    /// <summary>Puts the sessions' common state back, before any session.</summary>
    public void Restore(in SessionTableState state)
    {
        (Opened, Passive, _used) = (state.Opened, state.Passive, state.Used);
        (_firstTime, _now, _arrived) = (state.FirstTime, state.Now, state.Arrived);
    }

    /// <summary>Puts a session back, in place of one with the same identifier. <see cref="EndRestore"/> brings all in order.</summary>
    /// <returns>Its slot.</returns>
    public int Put(ReadOnlySpan<byte> identifier, in SessionRow row)
    {
        int slot = Find(identifier);
        if (slot == None)
            slot = Take(identifier, new OpenSession { Hash = HashOf(identifier) });
        ref OpenSession session = ref _sessions[slot];
        (session.Number, session.Events) = (row.Number, row.Events);
        (session.Time, session.Seen, session.Used, session.Arrived) = (row.Time, row.Seen, row.Used, row.Arrived);
        return slot;
    }

    /// <summary>Brings the sessions that were put back in the order of their last events.</summary>
    /// <param name="isLastFull">Whether the last one is full.</param>
    public void EndRestore(bool isLastFull)
    {
        int[] slots = OpenSlots();
        Array.Sort(Array.ConvertAll(slots, slot => _sessions[slot].Used), slots);
        _recent.Clear();
        foreach (int slot in slots)
            _recent.Add(slot);
        _full = isLastFull ? _recent.Last : None;
    }

    /// <summary>Takes the session in a slot away without closing it; the slot is free for another.</summary>
    public void Remove(int slot)
    {
        Unlink(slot);
        Release(slot);
    }

    /// <summary>Whether the session in a slot may be kept elsewhere: not one that is full, whose end is at hand.</summary>
    public bool CanPassivate(int slot) => slot != _full;

    /// <summary>Makes the session in a slot passive: it counts as open, but must be put back before it is needed. The slot is free for another.</summary>
    public void Passivate(int slot)
    {
        Remove(slot);
        Passive++;
    }

    /// <summary>Puts a passive session back, at its place in the order of last events.</summary>
    /// <returns>Its slot.</returns>
    /// <exception cref="InvalidOperationException">No session is passive, or the identifier has an open one.</exception>
    public int Activate(ReadOnlySpan<byte> identifier, in SessionRow row)
    {
        if (Passive == 0 || Find(identifier) != None)
            throw new InvalidOperationException("The session is not passive.");
        Passive--;
        int slot = Put(identifier, row);
        _recent.Remove(slot);
        int next = _activated != None && _sessions[_activated].Used < row.Used ? _activated : _recent.First;
        while (next != None && _sessions[next].Used < row.Used)
            next = _recent.Next(next);
        if (next == None)
            _recent.Add(slot);
        else
            _recent.AddBefore(slot, next);
        _activated = slot;
        return slot;
    }

    private int OldestForNew() => _recent.First != None
        ? _recent.First
        : throw new InvalidOperationException("All sessions are passive: those used first must be put back before others are opened.");

    private int[] OpenSlots()
    {
        int[] slots = new int[Open];
        int count = 0;
        for (int slot = _recent.First; slot != None; slot = _recent.Next(slot))
            slots[count++] = slot;
        return slots;
    }
}
