namespace ActorDetector.Learning.Layers;

/// <summary>Checks how often examples were seen.</summary>
internal static class ExampleWeights
{
    /// <summary>Does nothing when every weight is a number, none is negative.</summary>
    /// <exception cref="ArgumentException">One is not; the message has it.</exception>
    public static void Check(ReadOnlySpan<float> weights, string name)
    {
        foreach (float weight in weights)
        {
            if (!(weight >= 0 && float.IsFinite(weight)))
                throw new ArgumentException($"Weight {weight} is not a count.", name);
        }
    }

    /// <summary>Does nothing when there is something to learn from.</summary>
    /// <exception cref="ArgumentException">There are no examples, or they weigh nothing.</exception>
    public static void RequireAny(ReadOnlySpan<float> weights, string name)
    {
        if (!weights.ContainsAnyExcept(0f))
            throw new ArgumentException("There is nothing to learn from: give at least one example that was seen.", name);
    }
}
