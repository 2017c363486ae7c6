namespace ActorDetector.Simulation;

/// <summary>The variable parts of a simulated message.</summary>
internal enum ValueKind
{
    /// <summary>None: the end of the message.</summary>
    None,

    /// <summary>The session's identifier.</summary>
    Session,

    /// <summary>The address of the session's client.</summary>
    Client,

    /// <summary>An address of the fleet.</summary>
    Address,

    /// <summary>A port.</summary>
    Port,

    /// <summary>A number of bytes.</summary>
    Size,

    /// <summary>A duration in milliseconds.</summary>
    Duration,

    /// <summary>The session's user.</summary>
    User,

    /// <summary>The session's path.</summary>
    Path,

    /// <summary>A small number.</summary>
    Number,

    /// <summary>A name from a short list: a table, a method, a flavour.</summary>
    Name,
}
