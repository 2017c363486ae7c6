namespace ActorDetector.Detection.Unseen;

/// <summary>Chooses from which similarity on two texts count as one kind of line, without any that are known to.</summary>
/// <remarks>The known templates are kinds of their own, so each one's similarity to its nearest neighbour is that of two different kinds. What is to count
/// as the same must be more alike than nearly all of those.</remarks>
internal static class SimilarityThreshold
{
    private const double Quantile = 0.9;

    // Below this about a third of the words are others, however unlike the known templates are.
    private const double Floor = 0.8;

    /// <summary>The threshold.</summary>
    /// <param name="nearest">The similarity of each known template to the most similar other one; the floor decides without any.</param>
    public static double Choose(IReadOnlyList<float> nearest)
    {
        if (nearest.Count == 0)
            return Floor;
        float[] sorted = [.. nearest.Order()];
        return Math.Max(Floor, sorted[(int)Math.Ceiling(Quantile * sorted.Length) - 1]);
    }
}
