namespace ActorDetector.Learning.Boundaries;

/// <summary>The radial kernel of two rows.</summary>
internal static class RowKernel
{
    /// <summary>exp(−gamma ‖a − b‖²).</summary>
    public static double Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b, double gamma) => Math.Exp(-gamma * SquaredDistance(a, b));

    /// <summary>‖a − b‖².</summary>
    public static double SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double difference = (double)a[i] - b[i];
            sum += difference * difference;
        }

        return sum;
    }
}
