namespace ActorDetector.Detection.Workflows;

/// <summary>In what way a session left its workflow.</summary>
public enum DeviationKind
{
    /// <summary>A step is missing, and the session went on behind it.</summary>
    Skipped,

    /// <summary>A step came more often than it does.</summary>
    Repeated,

    /// <summary>Something came that is no step there.</summary>
    Added,

    /// <summary>A step came, but in another place.</summary>
    OutOfOrder,

    /// <summary>A step is missing because the session ended before it.</summary>
    EndedEarly,
}
