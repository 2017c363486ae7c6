using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using ActorDetector.Logs.Formats;

namespace ActorDetector.Logs.Sessions;

/// <summary>The open sessions: which slot an event's session has. Callers keep what they know of a session in arrays by slot. Pure: no clock,
/// log time only. Not for two threads at once.</summary>
/// <remarks>A pause equal to the gap or the idle time-out does not end a session; a span is half open, its end begins the next. The idle
/// time-out is measured against the greatest time seen in the log, gap and span against the session's own lines; a line without time,
/// or with one that goes back, ends nothing. Sessions may be passive: open, but kept elsewhere. About 100 bytes an open session with
/// identifiers of up to 32 bytes.</remarks>
public sealed partial class SessionTable
{
    private const int None = -1;
    private const long Never = long.MaxValue;

    private readonly PagedArray<OpenSession> _sessions = new();
    private readonly IdentifierArena _identifiers = new();
    private readonly SessionIndex _index;
    private readonly SlotList _recent = new(); // least recently seen first
    private readonly List<ClosedSession> _closed = [];
    private readonly byte[] _short = new byte[IdentifierArena.MaxLength];

    private readonly long _gap;
    private readonly long _span;
    private readonly long _idle;
    private readonly int _count;
    private readonly int _maxLength;
    private readonly int _maxOpen;

    private long _firstTime = ParsedLine.NoTime;
    private long _now = ParsedLine.NoTime; // the greatest time seen
    private int _full = None; // a session that is to be closed before the next event
    private int _free = None;
    private long _used; // events so far
    private long _arrived;

    /// <summary>No open sessions.</summary>
    /// <exception cref="ValidationException">An option is out of its range, or two exclude each other.</exception>
    public SessionTable(SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        _gap = options.SessionGap?.Ticks ?? Never;
        _span = (options.SessionStep ?? options.SessionSpan)?.Ticks - 1 ?? Never; // half open
        _idle = options.IdleTimeout?.Ticks ?? Never;
        _count = options.SessionCount ?? int.MaxValue;
        _maxLength = options.MaxSessionLength;
        _maxOpen = options.MaxOpenSessions;
        _index = new SessionIndex(_sessions, _identifiers);
    }

    /// <summary>Open sessions, without those that are passive.</summary>
    public int Open { get; private set; }

    /// <summary>Sessions opened so far.</summary>
    public int Opened { get; private set; }

    /// <summary>One more than the highest slot handed out so far.</summary>
    public int Slots { get; private set; }

    /// <summary>The sessions that the last call closed, in the order in which they were closed. To be read by index:
    /// <c>foreach</c> would allocate.</summary>
    public IReadOnlyList<ClosedSession> Closed => _closed;

    /// <summary>Finds or opens the session of an event, closing those that are over. <see cref="Closed"/> is emptied first.</summary>
    /// <param name="entity">The identifier; empty is an identifier like any other. One of 256 bytes or more is kept as its first 191
    /// bytes, a <c>~</c> and the SHA-256 of the whole in hex.</param>
    /// <param name="time">Log time in ticks, or <see cref="ParsedLine.NoTime"/>.</param>
    /// <param name="opens">Whether the line opens a session, as one that matched <see cref="SessionOptions.SessionStart"/> does.</param>
    /// <param name="opened">Whether the session is new.</param>
    /// <returns>The session's slot. Sessions in <see cref="Closed"/> were closed before this event; a closed session's slot is not given out
    /// again before the next call. A session that this event fills up is closed by the next call.</returns>
    public int Observe(ReadOnlySpan<byte> entity, long time, bool opens, out bool opened)
    {
        FreeClosed();
        CloseFull();
        MoveTime(time);
        CloseIdle();

        entity = Bounded(entity);
        int hash = HashOf(entity);
        int slot = _index.Find(entity, hash);
        if (slot != None && IsOver(in _sessions[slot], time, opens, out CloseReason reason))
        {
            Close(slot, reason);
            slot = None;
        }

        opened = slot == None;
        if (opened)
            slot = OpenNew(entity, hash, time);
        else
            _recent.MoveToEnd(slot);

        Count(slot, time);
        return slot;
    }

    /// <summary>Closes every open session, in the order in which they were opened.</summary>
    public void CloseAll()
    {
        FreeClosed();
        _closed.EnsureCapacity(Open);
        int[] slots = OpenSlots();
        Array.Sort(Array.ConvertAll(slots, slot => _sessions[slot].Number), slots);
        foreach (int slot in slots)
            Close(slot, slot == _full ? FullReason(_full) : CloseReason.EndOfInput);
        _full = None;
    }

    /// <summary>Which of all sessions the one in a slot is, from 0 in the order of opening; of a closed one until the next call, as all that is said
    /// of a slot.</summary>
    public int Number(int slot) => _sessions[slot].Number;

    /// <summary>How many events the session in a slot has had.</summary>
    public int Events(int slot) => _sessions[slot].Events;

    /// <summary>The identifier of the session in a slot; of a closed one until the next call.</summary>
    public ReadOnlySpan<byte> Entity(int slot)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, Slots);
        ref readonly OpenSession session = ref _sessions[slot];
        return _identifiers.Read(session.Identifier, session.IdentifierLength);
    }

    // Which identifiers share a bucket has no effect on any result, so the hash may differ from process to process, and does, so that
    // nobody can choose identifiers that collide.
    private static int HashOf(ReadOnlySpan<byte> entity)
    {
        HashCode hash = default;
        hash.AddBytes(entity);
        return hash.ToHashCode();
    }

    private ReadOnlySpan<byte> Bounded(ReadOnlySpan<byte> entity)
    {
        if (entity.Length < IdentifierArena.MaxLength)
            return entity;

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(entity, digest);
        int kept = _short.Length - (2 * digest.Length) - 1;
        entity[..kept].CopyTo(_short);
        _short[kept] = (byte)'~';
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(digest), _short.AsSpan(kept + 1));
        return _short;
    }

    private void FreeClosed()
    {
        foreach (ClosedSession closed in _closed)
            Release(closed.Slot);

        _closed.Clear();
    }

    private void Release(int slot)
    {
        ref OpenSession session = ref _sessions[slot];
        _identifiers.Release(session.Identifier, session.IdentifierLength);
        session.Next = _free;
        _free = slot;
    }

    private void CloseFull()
    {
        if (_full != None)
            Close(_full, FullReason(_full));
        _full = None;
    }

    private CloseReason FullReason(int slot) => _sessions[slot].Events >= _count ? CloseReason.Count : CloseReason.Length;

    private void MoveTime(long time)
    {
        if (_firstTime == ParsedLine.NoTime)
            _firstTime = time;
        _now = Math.Max(_now, time);
    }

    private void CloseIdle()
    {
        // A session from before the first time is taken as seen at that time.
        while (_recent.First != None && IsLonger(Math.Max(_sessions[_recent.First].Seen, _firstTime), _now, _idle))
            Close(_recent.First, CloseReason.Idle);
    }

    // A log may name any times at all, so their distance need not fit in 63 bits.
    private static bool IsLonger(long from, long to, long most) => most != Never && to > from && (ulong)(to - from) > (ulong)most;

    private bool IsOver(in OpenSession session, long time, bool opens, out CloseReason reason)
    {
        bool timed = time != ParsedLine.NoTime && session.Time != ParsedLine.NoTime;
        reason = opens ? CloseReason.Start
            : timed && IsLonger(session.Time, time, _gap) ? CloseReason.Gap
            : timed && IsLonger(session.Time, time, _span) ? CloseReason.Span
            : CloseReason.EndOfInput;
        return reason != CloseReason.EndOfInput;
    }

    private void Close(int slot, CloseReason reason)
    {
        Unlink(slot);
        _closed.Add(new(slot, reason));
    }

    private void Unlink(int slot)
    {
        _index.Remove(slot);
        _recent.Remove(slot);
        Open--;
        if (slot == _activated)
            _activated = None;
    }

    private int OpenNew(ReadOnlySpan<byte> entity, int hash, long time)
    {
        while (Free <= 0)
            Close(OldestForNew(), CloseReason.Evicted);
        return Take(entity, new OpenSession { Hash = hash, Number = Opened++, Time = time });
    }

    private int Take(ReadOnlySpan<byte> entity, in OpenSession session)
    {
        int slot = _free;
        if (slot == None)
        {
            slot = Slots++;
            _sessions.Grow(Slots);
        }
        else
        {
            _free = _sessions[slot].Next;
        }

        _sessions[slot] = session with { Identifier = _identifiers.Keep(entity), IdentifierLength = entity.Length };
        _index.Add(slot);
        _recent.Add(slot);
        Open++;
        return slot;
    }

    private void Count(int slot, long time)
    {
        ref OpenSession session = ref _sessions[slot];
        session.Seen = _now;
        session.Used = ++_used;
        session.Arrived = _arrived;
        if (_span == Never || session.Time == ParsedLine.NoTime)
            session.Time = Math.Max(session.Time, time);
        if (++session.Events >= Math.Min(_count, _maxLength))
            _full = slot;
    }
}
