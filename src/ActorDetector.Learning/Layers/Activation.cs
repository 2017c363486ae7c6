namespace ActorDetector.Learning.Layers;

/// <summary>What a dense layer does to its sums.</summary>
public enum Activation
{
    /// <summary>Nothing.</summary>
    Linear,

    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>x where it is positive, else 0.</summary>
    Relu,

    /// <summary>1 / (1 + e^−x).</summary>
    Sigmoid,
}
