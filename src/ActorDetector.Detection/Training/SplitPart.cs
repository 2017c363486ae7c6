namespace ActorDetector.Detection.Training;

/// <summary>What a part of the training input is for.</summary>
public enum SplitPart
{
    /// <summary>Learned from.</summary>
    Training,

    /// <summary>Decides when to stop and which g.</summary>
    Validation,

    /// <summary>Held out: checks what was chosen.</summary>
    HeldOut,
}
