namespace ActorDetector.Simulation;

/// <summary>How free a step of a session is.</summary>
internal enum StepRole
{
    /// <summary>It may happen, or not, or several times.</summary>
    Optional,

    /// <summary>It always happens, but its order towards other branches is free.</summary>
    Required,

    /// <summary>It always happens, once, and in one order with all other steps of this role.</summary>
    Trunk,
}
