namespace ActorDetector.Learning.Rows;

/// <summary>Quantiles of values that count more than once.</summary>
public static class WeightedQuantile
{
    /// <summary>The smallest of the values that at most the share <paramref name="above"/> of the weight lies above.</summary>
    /// <param name="values">At least one value.</param>
    /// <param name="weights">How often each counts; as many, at least one above 0.</param>
    /// <param name="above">From 0 (gives the largest value that counts) to below 1.</param>
    /// <exception cref="ArgumentException">There is nothing to choose from, the counts differ, or the share is out of range.</exception>
    public static float Of(ReadOnlySpan<float> values, ReadOnlySpan<float> weights, double above)
    {
        if (values.Length != weights.Length)
            throw new ArgumentException($"{values.Length} values cannot have {weights.Length} weights.", nameof(weights));
        if (above is not (>= 0 and < 1))
            throw new ArgumentException($"The share above is {above}; it must be from 0 to below 1.", nameof(above));
        float[] ordered = values.ToArray(), ordering = weights.ToArray();
        Array.Sort(ordered, ordering);
        double total = 0;
        foreach (float weight in ordering)
            total += weight;
        if (!(total > 0))
            throw new ArgumentException("There is no value with a weight above 0.", nameof(weights));

        double over = 0;
        int at = ordered.Length - 1;
        while (at > 0 && over + ordering[at] <= above * total)
            over += ordering[at--];
        return ordered[at];
    }
}
