using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Lstm;

/// <summary>Where each weight of a network stands in one buffer, in the order in which the kernels read it: the branches, then the
/// output.</summary>
/// <remarks>Every width is padded to a multiple of 32. Padding is zero and stays so: its gradient is.</remarks>
internal sealed class LstmLayout
{
    public LstmLayout(LstmShape shape)
    {
        shape.Check();
        Shape = shape;
        List<BranchLayout> branches = [];
        if (shape.Branches != NextKeyBranches.Quantitative)
            branches.Add(new(shape, counts: false, start: 0));
        if (shape.Branches != NextKeyBranches.Sequential)
            branches.Add(new(shape, counts: true, start: branches.Count == 0 ? 0 : branches[^1].End));
        Branches = [.. branches];
        Outputs = Panels.Padded(shape.Keys);
        OutputStart = branches[^1].End;
        Length = OutputStart + ((Tops + 1) * Outputs);
    }

    public LstmShape Shape { get; }

    /// <summary>The sequential branch, the quantitative one, or both in this order.</summary>
    public BranchLayout[] Branches { get; }

    /// <summary>Padded units of a layer.</summary>
    public int Units => Branches[0].Units;

    /// <summary>Padded width of the branches' last states side by side: what the output is made from.</summary>
    public int Tops => Branches.Length * Units;

    /// <summary>Padded width of the output.</summary>
    public int Outputs { get; }

    /// <summary>Numbers of the whole buffer.</summary>
    public int Length { get; }

    /// <summary>Start of the output's weights, (tops, outputs) in panels; its bias follows.</summary>
    public int OutputStart { get; }

    /// <summary>The tensors by PyTorch's names, in PyTorch's order.</summary>
    public IEnumerable<TensorPlace> Places()
    {
        int hidden = Shape.Hidden;
        foreach (TensorPlace place in Branches.SelectMany(branch => branch.Places()))
            yield return place;
        yield return new("output.weight", [Shape.Keys, Branches.Length * hidden], (key, input) => OutputStart + Panels.Offset(Top(input), key, Tops));
        yield return new("output.bias", [Shape.Keys], (key, _) => OutputStart + (Tops * Outputs) + key);
    }

    private int Top(int input) => (input / Shape.Hidden * Units) + (input % Shape.Hidden);
}
