namespace ActorDetector.TensorBoard;

/// <summary>How numbers are distributed, as TensorBoard takes it.</summary>
internal static class Histogram
{
    // As many as TensorBoard draws.
    private const int Buckets = 30;

    /// <summary>Buckets of equal width from the least number to the largest; numbers that are not finite are left out.</summary>
    public static HistogramProto Of(ReadOnlySpan<float> numbers)
    {
        HistogramProto histogram = new() { Min = double.PositiveInfinity, Max = double.NegativeInfinity };
        foreach (float number in numbers)
        {
            if (!float.IsFinite(number))
                continue;
            histogram.Min = Math.Min(histogram.Min, number);
            histogram.Max = Math.Max(histogram.Max, number);
            histogram.Num++;
            histogram.Sum += number;
            histogram.SumSquares += (double)number * number;
        }

        if (histogram.Num == 0)
            histogram.Min = histogram.Max = 0;
        Fill(histogram, numbers);
        return histogram;
    }

    private static void Fill(HistogramProto histogram, ReadOnlySpan<float> numbers)
    {
        int count = histogram.Min < histogram.Max ? Buckets : 1;
        double width = (histogram.Max - histogram.Min) / count;
        double[] counts = new double[count];
        foreach (float number in numbers)
        {
            if (float.IsFinite(number))
                counts[width > 0 ? Math.Min(count - 1, (int)((number - histogram.Min) / width)) : 0]++;
        }

        histogram.Bucket.AddRange(counts);
        for (int i = 1; i < count; i++)
            histogram.BucketLimit.Add(histogram.Min + (i * width));
        histogram.BucketLimit.Add(histogram.Max);
    }
}
