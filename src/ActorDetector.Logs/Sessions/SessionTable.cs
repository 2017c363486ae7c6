namespace ActorDetector.Logs.Sessions;

/// <summary>The open sessions: which slot an event's session has. Callers keep what they know of a session in arrays by slot. Pure: no clock,
/// log time only. Not for two threads at once.</summary>
public sealed class SessionTable
{
    /// <summary>No open sessions.</summary>
    public SessionTable(SessionOptions options) => throw new NotImplementedException();

    /// <summary>Open sessions.</summary>
    public int Open => throw new NotImplementedException();

    /// <summary>One more than the highest slot handed out so far.</summary>
    public int Slots => throw new NotImplementedException();

    /// <summary>Finds or opens the session of an event, closing those that are over. <see cref="Closed"/> is emptied first.</summary>
    /// <param name="entity">The identifier; empty is an identifier like any other.</param>
    /// <param name="time">Log time in ticks, or <see cref="Formats.ParsedLine.NoTime"/>.</param>
    /// <param name="opens">Whether the line matched <see cref="SessionOptions.SessionStart"/>.</param>
    /// <param name="opened">Whether the session is new.</param>
    /// <returns>The session's slot. Sessions in <see cref="Closed"/> were closed before this event; a closed session's slot is not given out
    /// again before the next call.</returns>
    public int Observe(ReadOnlySpan<byte> entity, long time, bool opens, out bool opened) => throw new NotImplementedException();

    /// <summary>The sessions that the last call closed.</summary>
    public IReadOnlyList<ClosedSession> Closed => throw new NotImplementedException();

    /// <summary>Closes every open session, in the order in which they were opened.</summary>
    public void CloseAll() => throw new NotImplementedException();

    /// <summary>The identifier of the session in a slot; of a closed one until the next call.</summary>
    public ReadOnlySpan<byte> Entity(int slot) => throw new NotImplementedException();
}
