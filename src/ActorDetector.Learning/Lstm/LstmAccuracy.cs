namespace ActorDetector.Learning.Lstm;

/// <summary>How often a network's most probable key is the one that came.</summary>
public static class LstmAccuracy
{
    private const int Batch = 512;

    /// <summary>The share of windows, by weight; NaN without windows.</summary>
    /// <exception cref="ArgumentException">The windows do not fit the network.</exception>
    public static double Of(LstmNetwork network, WeightedWindows windows)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(windows);
        windows.Check(network.Shape, nameof(windows));
        var predictor = new LstmPredictor(network);
        (int window, int keys) = (network.Shape.Window, network.Shape.Keys);
        var predictions = new float[Batch * keys];
        double right = 0, all = 0;
        for (int start = 0; start < windows.Count; start += Batch)
        {
            int count = Math.Min(Batch, windows.Count - start);
            predictor.Predict(windows.Windows.AsSpan(start * window, count * window), predictions.AsSpan(0, count * keys));
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<float> prediction = predictions.AsSpan(i * keys, keys);
                float target = prediction[windows.Targets[start + i]];
                all += windows.Weights[start + i];
                right += prediction.ContainsAnyInRange(MathF.BitIncrement(target), float.PositiveInfinity) ? 0 : windows.Weights[start + i];
            }
        }

        return right / all;
    }
}
