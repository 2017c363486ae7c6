namespace ActorDetector.Logs.Sessions;

/// <summary>Why a session was closed.</summary>
public enum CloseReason
{
    /// <summary>The input ended.</summary>
    EndOfInput,

    /// <summary>A line that opens the next session came.</summary>
    Start,

    /// <summary>The pause before the next line was too long.</summary>
    Gap,

    /// <summary>Its span of time was over.</summary>
    Span,

    /// <summary>It had its number of events.</summary>
    Count,

    /// <summary>No line for longer than the idle time-out.</summary>
    Idle,

    /// <summary>It reached the longest length allowed.</summary>
    Length,

    /// <summary>It gave way to a new one: too many were open.</summary>
    Evicted,
}
