namespace ActorDetector.Learning.Lstm;

/// <summary>Distinct windows, the key that followed each, and how often that was seen.</summary>
/// <param name="Windows">(count, window) keys, oldest first.</param>
/// <param name="Targets">(count) keys.</param>
/// <param name="Weights">(count) times seen.</param>
public sealed record WeightedWindows(ushort[] Windows, ushort[] Targets, float[] Weights)
{
    /// <summary>How many distinct pairs of window and target.</summary>
    public int Count => Targets.Length;

    /// <summary>Does nothing when all fits a network.</summary>
    /// <exception cref="ArgumentException">Counts do not agree, a key is not in the vocabulary, or a weight is negative or not a
    /// number.</exception>
    internal void Check(LstmShape shape, string name)
    {
        if (Weights.Length != Count || Windows.Length != Count * (long)shape.Window)
        {
            throw new ArgumentException(
                $"{Windows.Length} keys, {Count} targets and {Weights.Length} weights are not windows of {shape.Window}.", name);
        }

        foreach (ushort key in Windows.Concat(Targets))
        {
            if (key >= shape.Keys)
                throw new ArgumentException($"Key {key} is not in the vocabulary of {shape.Keys}.", name);
        }

        foreach (float weight in Weights)
        {
            if (!(weight >= 0 && float.IsFinite(weight)))
                throw new ArgumentException($"Weight {weight} is not a count.", name);
        }
    }
}
