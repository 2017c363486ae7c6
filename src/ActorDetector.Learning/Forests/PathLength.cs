namespace ActorDetector.Learning.Forests;

/// <summary>How long paths in a binary search tree are.</summary>
internal static class PathLength
{
    private const double EulerGamma = 0.5772156649015329;

    /// <summary>c(n): the average length of an unsuccessful search among <paramref name="rows"/> rows (Liu et al., equation 1); 0 for a row
    /// alone.</summary>
    public static double Average(long rows) => rows switch
    {
        <= 1 => 0,
        // The approximation of the harmonic number by the logarithm is meant for larger ones.
        2 => 1,
        _ => (2 * (Math.Log(rows - 1) + EulerGamma)) - (2.0 * (rows - 1) / rows),
    };
}
