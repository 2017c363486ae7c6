namespace ActorDetector.Detection.Training;

/// <summary>What a part of the training input is for.</summary>
public enum SplitPart
{
    /// <summary>Learned from.</summary>
    Training,

    /// <summary>Decides when to stop, and g together with the held-out part.</summary>
    Validation,

    /// <summary>Held out of training and of when to stop it.</summary>
    HeldOut,
}
