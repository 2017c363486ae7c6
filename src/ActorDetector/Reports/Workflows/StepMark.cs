namespace ActorDetector.Reports.Workflows;

/// <summary>What a session did with a step.</summary>
public enum StepMark
{
    /// <summary>The session did not pass it, or there is none.</summary>
    None,

    /// <summary>It took it as training did.</summary>
    Taken,

    /// <summary>It skipped it, or took it with other keys.</summary>
    Broken,
}
