using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Lstm;

/// <summary>The weights turned round, for the way back: each branch's, and the output's as (outputs, tops), packed.</summary>
internal sealed class TransposedWeights
{
    private readonly LstmParameters _parameters;
    private readonly AlignedBuffer _output;

    public TransposedWeights(LstmParameters parameters)
    {
        _parameters = parameters;
        Branches = [.. parameters.Branches.Select(branch => new TransposedBranch(branch))];
        _output = new(parameters.Layout.Tops * parameters.Layout.Outputs);
        TurnOutput();
    }

    /// <summary>In the order of <see cref="LstmLayout.Branches"/>.</summary>
    public TransposedBranch[] Branches { get; }

    /// <summary>From the output to the branches' last states.</summary>
    public Panels OutputPanels => Panels.Packed(_output.Span, _parameters.Layout.Outputs);

    /// <summary>Brings all up to date after the parameters have changed.</summary>
    public void Refresh()
    {
        foreach (TransposedBranch branch in Branches)
            branch.Refresh();
        TurnOutput();
    }

    private void TurnOutput() =>
        Panels.Turn(_parameters.Output, _output.Span, _parameters.Layout.Tops, _parameters.Layout.Outputs);
}
