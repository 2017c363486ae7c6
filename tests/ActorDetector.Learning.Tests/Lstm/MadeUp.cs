using ActorDetector.Learning.Lstm;

namespace ActorDetector.Learning.Tests.Lstm;

/// <summary>Networks and windows made up from a seed.</summary>
internal static class MadeUp
{
    public static WeightedWindows Windows(LstmShape shape, int count, int seed)
    {
        Random random = new(seed);
        return new(
            [.. Enumerable.Range(0, count * shape.Window).Select(_ => (ushort)random.Next(shape.Keys))],
            [.. Enumerable.Range(0, count).Select(_ => (ushort)random.Next(shape.Keys))],
            [.. Enumerable.Range(0, count).Select(_ => (float)random.Next(1, 9))]);
    }

    /// <summary>Every window of an endless round of keys 3, 4 … keys − 1: what follows a window is certain.</summary>
    public static WeightedWindows Round(int keys, int window)
    {
        int length = keys - 3;
        ushort At(int place) => (ushort)(3 + (place % length));
        return new(
            [.. Enumerable.Range(0, length).SelectMany(start => Enumerable.Range(start, window).Select(At))],
            [.. Enumerable.Range(0, length).Select(start => At(start + window))],
            [.. Enumerable.Repeat(1f, length)]);
    }

    public static float[] Predict(LstmPredictor predictor, ReadOnlySpan<ushort> windows)
    {
        float[] results = new float[windows.Length / predictor.Shape.Window * predictor.Shape.Keys];
        predictor.Predict(windows, results);
        return results;
    }

    public static float[] Weights(LstmNetwork network) => [.. network.Tensors.Values.SelectMany(tensor => tensor.Values)];

    /// <summary>A network like another, one of its weights changed.</summary>
    public static LstmNetwork With(LstmNetwork network, string tensor, int index, float value)
    {
        LstmNetwork copy = LstmNetwork.From(network.Shape, network.Tensors);
        copy.Tensors[tensor].Values[index] = value;
        return copy;
    }
}
