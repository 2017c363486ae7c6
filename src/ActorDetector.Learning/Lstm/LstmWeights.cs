using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Lstm;

/// <summary>Weights ready for the kernels.</summary>
internal sealed class LstmWeights(LstmParameters parameters)
{
    public LstmParameters Parameters => parameters;

    public LstmLayout Layout => parameters.Layout;

    /// <summary>In the order of <see cref="LstmLayout.Branches"/>.</summary>
    public BranchWeights[] Branches { get; } = [.. parameters.Branches.Select(branch => new BranchWeights(branch))];

    /// <summary>What the branches' last states, side by side, are multiplied by.</summary>
    public Panels OutputPanels => Panels.Packed(parameters.Output, Layout.Tops);

    /// <summary>Brings what is derived up to date after the parameters have changed.</summary>
    public void Refresh()
    {
        foreach (BranchWeights branch in Branches)
            branch.Refresh();
    }
}
