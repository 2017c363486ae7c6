namespace ActorDetector.Detection.Parameters;

/// <summary>How the numbers of a vector are brought to one scale.</summary>
public enum VectorScaling
{
    /// <summary>The training part has mean 0 and variance 1.</summary>
    ZScore,

    /// <summary>The training part lies between 0 and 1.</summary>
    MinMax,
}
