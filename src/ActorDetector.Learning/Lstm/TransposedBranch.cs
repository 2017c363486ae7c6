using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Lstm;

/// <summary>The weights of one branch turned round, for the way back: a layer's as (gates, rows), packed.</summary>
internal sealed class TransposedBranch
{
    private readonly BranchParameters _parameters;
    private readonly AlignedBuffer[] _layers;

    public TransposedBranch(BranchParameters parameters)
    {
        _parameters = parameters;
        BranchLayout layout = parameters.Layout;
        _layers = [.. Enumerable.Range(0, layout.Layers).Select(layer => new AlignedBuffer(layout.Rows(layer) * layout.Gates))];
        Refresh();
    }

    /// <summary>From a layer's gates to what came into it from below.</summary>
    public Panels InputPanels(int layer) => Panels.Packed(_layers[layer].Span, _parameters.Layout.Gates);

    /// <summary>From a layer's gates to its own state of the step before. Its columns follow those of <see cref="InputPanels"/>.</summary>
    public Panels RecurrentPanels(int layer)
    {
        BranchLayout layout = _parameters.Layout;
        return Panels.Packed(_layers[layer].Span[(layout.Inputs(layer) * layout.Gates)..], layout.Gates);
    }

    /// <summary>Brings all up to date after the parameters have changed.</summary>
    public void Refresh()
    {
        BranchLayout layout = _parameters.Layout;
        for (int layer = 0; layer < _layers.Length; layer++)
            Panels.Turn(_parameters.Layer(layer), _layers[layer].Span, layout.Rows(layer), layout.Gates);
    }
}
