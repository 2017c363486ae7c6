namespace ActorDetector.Logs;

/// <summary>Why a line became no event. Every line read is an event, or is counted under exactly one of these.</summary>
public enum SkipReason
{
    /// <summary>Not skipped: the line is an event.</summary>
    None,

    /// <summary>Nothing but white space.</summary>
    Empty,

    /// <summary>Joined to the record before it, as a stack trace's lines are.</summary>
    Continuation,

    /// <summary>Longer than <c>--max-line-bytes</c>.</summary>
    TooLong,

    /// <summary>Holds NUL bytes: not text.</summary>
    Binary,

    /// <summary>Does not have the form of the header.</summary>
    Header,

    /// <summary>Not well-formed JSON or CSV.</summary>
    Malformed,

    /// <summary>The field that should hold the message is missing, null or empty.</summary>
    NoMessage,

    /// <summary>Belongs to no session: the identifier is not in the line.</summary>
    NoIdentifier,

    /// <summary>Not a record: a CSV's row of column names, or a comment.</summary>
    ColumnNames,

    /// <summary>Counts of a session that say more events than a session, or a block of lines, may have.</summary>
    TooManyEvents,
}
