namespace ActorDetector.Simulation;

/// <summary>What was done to a simulated session.</summary>
public enum InjectedKind
{
    /// <summary>Nothing: it is normal.</summary>
    None,

    /// <summary>A step that always happens did not.</summary>
    MissingStep,

    /// <summary>Two steps changed places that always have one order.</summary>
    WrongOrder,

    /// <summary>A message that normal sessions never have.</summary>
    UnseenMessage,

    /// <summary>A latency or a size far out of its range.</summary>
    OddParameter,

    /// <summary>The session ends before its last step.</summary>
    CutOff,

    /// <summary>One line many times in a row.</summary>
    Burst,

    /// <summary>A user whom normal sessions never have.</summary>
    StrangeUser,
}
