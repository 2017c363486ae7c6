using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Layers;

/// <summary>Logits to logarithms of probabilities, to surprise, and to the gradient of that.</summary>
internal sealed class SoftmaxLoss
{
    // Takes a padded column out of every softmax: far below any logit, and finite so that nothing becomes NaN.
    private const float NoLogit = -1e30f;

    private readonly AlignedBuffer _padding;
    private readonly KernelSet _kernels;

    /// <summary>For so many classes.</summary>
    public SoftmaxLoss(int classes, KernelSet kernels)
    {
        (_padding, _kernels) = (new(Panels.Padded(classes)), kernels);
        _padding.Span[classes..].Fill(NoLogit);
    }

    /// <summary>Padded classes.</summary>
    public int Width => _padding.Length;

    /// <summary>Turns logits into natural logarithms of probabilities.</summary>
    /// <param name="logits">(rows, width), in place.</param>
    public void Normalise(Span<float> logits) => _kernels.LogSoftmax(logits, _padding.Span, Width);

    /// <summary>The sum of the rows' surprise in nats, each times its weight.</summary>
    /// <param name="logProbabilities">(rows, width).</param>
    /// <param name="targets">(rows): the classes that were right.</param>
    /// <param name="weights">(rows).</param>
    public double Surprise(ReadOnlySpan<float> logProbabilities, ReadOnlySpan<int> targets, ReadOnlySpan<float> weights)
    {
        double sum = 0;
        for (int row = 0; row < targets.Length; row++)
            sum -= (double)weights[row] * logProbabilities[(row * Width) + targets[row]];
        return sum;
    }

    /// <summary>Turns logarithms of probabilities into the gradient of the logits.</summary>
    /// <param name="logProbabilities">(rows or more, width), in place; rows without a target become zero.</param>
    /// <param name="targets">(rows).</param>
    /// <param name="weights">(rows).</param>
    /// <param name="scale">What each weight is multiplied by.</param>
    public void Derive(Span<float> logProbabilities, ReadOnlySpan<int> targets, ReadOnlySpan<float> weights, double scale)
    {
        for (int row = 0; row < targets.Length; row++)
        {
            float weight = (float)(weights[row] * scale);
            Span<float> ofRow = logProbabilities.Slice(row * Width, Width);
            _kernels.ScaledExp(ofRow, weight);
            ofRow[targets[row]] -= weight;
            for (int column = Width - 1; _padding.Span[column] < 0; column--)
                ofRow[column] = 0;
        }

        logProbabilities[(targets.Length * Width)..].Clear();
    }
}
