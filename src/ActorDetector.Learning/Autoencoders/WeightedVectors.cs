namespace ActorDetector.Learning.Autoencoders;

/// <summary>Distinct vectors, and how often each was seen.</summary>
/// <param name="Width">Numbers of a vector.</param>
/// <param name="Values">(count, width).</param>
/// <param name="Weights">(count) times seen.</param>
public sealed record WeightedVectors(int Width, float[] Values, float[] Weights)
{
    /// <summary>How many distinct vectors.</summary>
    public int Count => Weights.Length;

    /// <summary>Does nothing when all is well.</summary>
    /// <exception cref="ArgumentException">Counts do not agree, a value is not a finite number, or a weight is not a count.</exception>
    internal void Check(string name)
    {
        if (Width < 1 || Values.LongLength != (long)Count * Width)
            throw new ArgumentException($"{Values.Length} numbers and {Count} weights are not vectors of {Width}.", name);
        if (!Array.TrueForAll(Values, float.IsFinite))
            throw new ArgumentException("A value of a vector is not a finite number; leave such vectors out.", name);
        Layers.ExampleWeights.Check(Weights, name);
    }
}
