namespace ActorDetector.Logs.Sessions;

/// <summary>What the table keeps of a session; a million of them are meant to be open, so every byte counts.</summary>
internal struct OpenSession
{
    /// <summary>Hash of the identifier.</summary>
    public int Hash;

    /// <summary>The next slot of the same bucket, or of the free slots; -1 at the end.</summary>
    public int Next;

    /// <summary>Where the identifier's bytes are in the arena.</summary>
    public int Identifier;

    /// <summary>How many bytes the identifier has.</summary>
    public int IdentifierLength;

    /// <summary>Events so far.</summary>
    public int Events;

    /// <summary>Which of all sessions it is, in the order of opening.</summary>
    public int Number;

    /// <summary>With a fixed span the time of the session's first timed line, otherwise the greatest time of its lines.</summary>
    public long Time;

    /// <summary>The log's time when the session's last line came.</summary>
    public long Seen;

    /// <summary>The number of its last event among those of all sessions: the order of recency.</summary>
    public long Used;

    /// <summary>When the session's last line arrived, or the latest before it: ticks UTC.</summary>
    public long Arrived;
}
