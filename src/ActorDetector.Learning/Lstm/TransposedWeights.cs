using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Lstm;

/// <summary>The weights turned round, for the way back: a layer's as (gates, rows), the output's as (outputs, units), packed.</summary>
internal sealed class TransposedWeights
{
    private readonly LstmParameters _parameters;
    private readonly AlignedBuffer[] _layers;
    private readonly AlignedBuffer _output;

    public TransposedWeights(LstmParameters parameters)
    {
        _parameters = parameters;
        LstmLayout layout = parameters.Layout;
        _layers = [.. Enumerable.Range(0, layout.Shape.Layers).Select(layer => new AlignedBuffer(layout.Rows(layer) * layout.Gates))];
        _output = new(layout.Units * layout.Outputs);
        Refresh();
    }

    /// <summary>From a layer's gates to what came into it from below.</summary>
    public Panels InputPanels(int layer) => Panels.Packed(_layers[layer].Span, _parameters.Layout.Gates);

    /// <summary>From a layer's gates to its own state of the step before. Its columns follow those of <see cref="InputPanels"/>.</summary>
    public Panels RecurrentPanels(int layer)
    {
        LstmLayout layout = _parameters.Layout;
        return Panels.Packed(_layers[layer].Span[(layout.Inputs(layer) * layout.Gates)..], layout.Gates);
    }

    /// <summary>From the output to the last layer's state.</summary>
    public Panels OutputPanels => Panels.Packed(_output.Span, _parameters.Layout.Outputs);

    /// <summary>Brings all up to date after the parameters have changed.</summary>
    public void Refresh()
    {
        LstmLayout layout = _parameters.Layout;
        for (int layer = 0; layer < _layers.Length; layer++)
            Turn(_parameters.Layer(layer), _layers[layer].Span, layout.Rows(layer), layout.Gates);
        Turn(_parameters.Output, _output.Span, layout.Units, layout.Outputs);
    }

    private static void Turn(ReadOnlySpan<float> source, Span<float> target, int rows, int columns)
    {
        const int Width = Panels.Width;
        for (int column = 0; column < columns; column++)
        {
            ReadOnlySpan<float> from = source.Slice(column / Width * rows * Width, rows * Width);
            for (int panel = 0; panel < rows / Width; panel++)
            {
                Span<float> to = target.Slice(((panel * columns) + column) * Width, Width);
                int start = (panel * Width * Width) + (column % Width);
                for (int i = 0; i < to.Length; i++)
                    to[i] = from[start + (i * Width)];
            }
        }
    }
}
