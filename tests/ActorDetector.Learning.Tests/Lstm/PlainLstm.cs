using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Tests.Lstm;

/// <summary>The network as a textbook has it, in double precision and with plain loops: slow, and easy to see to be right.</summary>
internal static class PlainLstm
{
    public static double[] LogProbabilities(LstmNetwork network, ReadOnlySpan<ushort> window)
    {
        List<double> tops = [];
        if (network.Shape.Branches != NextKeyBranches.Quantitative)
            tops.AddRange(Top(network, "", KeyVectors(network, window)));
        if (network.Shape.Branches != NextKeyBranches.Sequential)
            tops.AddRange(Top(network, "count_", CountVectors(network, window)));
        double[] logits = Linear(network, "output.weight", "output.bias", [.. tops]);
        double logSum = Math.Log(logits.Sum(Math.Exp));
        return [.. logits.Select(logit => logit - logSum)];
    }

    public static double Loss(LstmNetwork network, WeightedWindows windows)
    {
        int window = network.Shape.Window;
        double loss = 0;
        for (int i = 0; i < windows.Count; i++)
            loss -= windows.Weights[i] * LogProbabilities(network, windows.Windows.AsSpan(i * window, window))[windows.Targets[i]];
        return loss / windows.Weights.Sum(weight => (double)weight);
    }

    private static List<double[]> KeyVectors(LstmNetwork network, ReadOnlySpan<ushort> window)
    {
        List<double[]> vectors = [];
        foreach (ushort key in window)
            vectors.Add(Row(network.Tensors["embedding.weight"], key));
        return vectors;
    }

    // How often each key but PAD came so far, times the embedding.
    private static List<double[]> CountVectors(LstmNetwork network, ReadOnlySpan<ushort> window)
    {
        List<double[]> vectors = [];
        double[] counts = new double[network.Shape.Keys];
        foreach (ushort key in window)
        {
            counts[key] += key == 0 ? 0 : 1;
            double[] vector = new double[network.Shape.Embedding];
            for (int counted = 0; counted < counts.Length; counted++)
            {
                double[] row = Row(network.Tensors["count_embedding.weight"], counted);
                for (int column = 0; column < vector.Length; column++)
                    vector[column] += counts[counted] * row[column];
            }

            vectors.Add(vector);
        }

        return vectors;
    }

    private static double[] Top(LstmNetwork network, string branch, List<double[]> inputs)
    {
        (int hidden, int layers) = (network.Shape.Hidden, network.Shape.Layers);
        double[][] h = [.. Enumerable.Range(0, layers).Select(_ => new double[hidden])];
        double[][] c = [.. Enumerable.Range(0, layers).Select(_ => new double[hidden])];
        foreach (double[] vector in inputs)
        {
            double[] input = vector;
            for (int layer = 0; layer < layers; layer++)
            {
                double[] fromInput = Linear(network, $"{branch}lstm.weight_ih_l{layer}", $"{branch}lstm.bias_ih_l{layer}", input);
                double[] fromState = Linear(network, $"{branch}lstm.weight_hh_l{layer}", $"{branch}lstm.bias_hh_l{layer}", h[layer]);
                double[] gates = [.. fromInput.Zip(fromState, (left, right) => left + right)];
                for (int unit = 0; unit < hidden; unit++)
                {
                    double added = Logistic(gates[unit]) * Math.Tanh(gates[(2 * hidden) + unit]);
                    c[layer][unit] = (Logistic(gates[hidden + unit]) * c[layer][unit]) + added;
                    h[layer][unit] = Logistic(gates[(3 * hidden) + unit]) * Math.Tanh(c[layer][unit]);
                }

                input = h[layer];
            }
        }

        return h[^1];
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double[] Row(Tensor tensor, int row)
    {
        double[] values = new double[tensor.Shape[1]];
        for (int column = 0; column < values.Length; column++)
            values[column] = tensor.Values[(row * values.Length) + column];
        return values;
    }

    private static double[] Linear(LstmNetwork network, string weight, string bias, double[] input)
    {
        float[] weights = network.Tensors[weight].Values, added = network.Tensors[bias].Values;
        double[] sums = new double[added.Length];
        for (int row = 0; row < sums.Length; row++)
        {
            sums[row] = added[row];
            for (int column = 0; column < input.Length; column++)
                sums[row] += (double)weights[(row * input.Length) + column] * input[column];
        }

        return sums;
    }
}
