using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Lstm;

/// <summary>The weights of one branch, ready for the kernels: packed, with each layer's two biases added up.</summary>
internal sealed class BranchWeights
{
    private readonly AlignedBuffer _bias;

    public BranchWeights(BranchParameters parameters)
    {
        Parameters = parameters;
        _bias = new(Layout.Layers * Layout.Gates);
        Refresh();
    }

    public BranchParameters Parameters { get; }

    public BranchLayout Layout => Parameters.Layout;

    /// <summary>(gates): what is added to a layer's products.</summary>
    public Span<float> Bias(int layer) => _bias.Span.Slice(layer * Layout.Gates, Layout.Gates);

    /// <summary>What a layer's input from below is multiplied by.</summary>
    public Panels InputPanels(int layer) => new(Parameters.Layer(layer), Panels.Width * Layout.Rows(layer), Panels.Width);

    /// <summary>What a layer's own state is multiplied by. Its rows follow those of <see cref="InputPanels"/>.</summary>
    public Panels RecurrentPanels(int layer) => new(
        Parameters.Layer(layer)[(Layout.Inputs(layer) * Panels.Width)..], Panels.Width * Layout.Rows(layer), Panels.Width);

    /// <summary>Brings what is derived up to date after the parameters have changed.</summary>
    public void Refresh()
    {
        for (int layer = 0; layer < Layout.Layers; layer++)
        {
            ReadOnlySpan<float> input = Parameters.InputBias(layer), recurrent = Parameters.RecurrentBias(layer);
            Span<float> sum = Bias(layer);
            for (int i = 0; i < sum.Length; i++)
                sum[i] = input[i] + recurrent[i];
        }
    }
}
