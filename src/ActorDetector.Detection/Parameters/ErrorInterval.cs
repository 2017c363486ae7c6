namespace ActorDetector.Detection.Parameters;

/// <summary>Which forecast errors are anomalous.</summary>
public enum ErrorInterval
{
    /// <summary>Only those that are too large.</summary>
    OneSided,

    /// <summary>Those that are too large, and those that are too small.</summary>
    TwoSided,
}
