using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Lstm;

/// <summary>Weights ready for the kernels: packed, with each layer's two biases added up.</summary>
internal sealed class LstmWeights
{
    private readonly AlignedBuffer _bias;

    public LstmWeights(LstmParameters parameters)
    {
        Parameters = parameters;
        _bias = new(parameters.Layout.Shape.Layers * Layout.Gates);
        Refresh();
    }

    public LstmParameters Parameters { get; }

    public LstmLayout Layout => Parameters.Layout;

    /// <summary>(gates): what is added to a layer's products.</summary>
    public Span<float> Bias(int layer) => _bias.Span.Slice(layer * Layout.Gates, Layout.Gates);

    /// <summary>What a layer's input from below is multiplied by.</summary>
    public Panels InputPanels(int layer) => new(Parameters.Layer(layer), Panels.Width * Layout.Rows(layer), Panels.Width);

    /// <summary>What a layer's own state is multiplied by. Its rows follow those of <see cref="InputPanels"/>.</summary>
    public Panels RecurrentPanels(int layer) => new(
        Parameters.Layer(layer)[(Layout.Inputs(layer) * Panels.Width)..], Panels.Width * Layout.Rows(layer), Panels.Width);

    /// <summary>What the last layer's state is multiplied by.</summary>
    public Panels OutputPanels => Panels.Packed(Parameters.Output, Layout.Units);

    /// <summary>Brings what is derived up to date after the parameters have changed.</summary>
    public void Refresh()
    {
        for (int layer = 0; layer < Layout.Shape.Layers; layer++)
        {
            ReadOnlySpan<float> input = Parameters.InputBias(layer), recurrent = Parameters.RecurrentBias(layer);
            Span<float> sum = Bias(layer);
            for (int i = 0; i < sum.Length; i++)
                sum[i] = input[i] + recurrent[i];
        }
    }
}
