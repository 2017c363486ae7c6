namespace ActorDetector.Detection.Feedback;

/// <summary>The windows of a session, each with the key that followed as its last.</summary>
internal static class KeyWindows
{
    /// <summary>Sees a window and, as its last key, the one that followed.</summary>
    public delegate void Visitor(ReadOnlySpan<ushort> pair);

    /// <summary>Calls <paramref name="visit"/> for every event, and then for the end.</summary>
    /// <param name="session">The session's log keys.</param>
    /// <param name="ended">Whether its end is followed as well.</param>
    /// <param name="window">Keys of a window.</param>
    /// <param name="visit">Called with (window + 1) keys.</param>
    public static void Visit(ReadOnlySpan<ushort> session, bool ended, int window, Visitor visit)
    {
        Span<ushort> pair = stackalloc ushort[window + 1];
        pair.Clear(); // PAD is 0
        foreach (ushort key in session)
        {
            pair[1..].CopyTo(pair);
            pair[^1] = key;
            visit(pair);
        }

        if (!ended)
            return;
        pair[1..].CopyTo(pair);
        pair[^1] = LogKey.End;
        visit(pair);
    }
}
