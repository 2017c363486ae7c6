using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Lstm;

/// <summary>One number for each weight of a network, in the layout of the kernels: the weights, their gradient, or Adam's
/// moments.</summary>
internal sealed class LstmParameters
{
    // Takes a padded column out of every softmax: far below any logit, and finite so that nothing becomes NaN.
    private const float NoLogit = -1e30f;

    private readonly AlignedBuffer _values;

    public LstmParameters(LstmLayout layout)
    {
        (Layout, _values) = (layout, new(layout.Length));
        Branches = [.. layout.Branches.Select(branch => new BranchParameters(_values, branch))];
    }

    public LstmLayout Layout { get; }

    /// <summary>In the order of <see cref="LstmLayout.Branches"/>.</summary>
    public BranchParameters[] Branches { get; }

    public Span<float> All => _values.Span;

    /// <summary>(tops, outputs), packed.</summary>
    public Span<float> Output => _values.Span.Slice(Layout.OutputStart, Layout.Tops * Layout.Outputs);

    /// <summary>(outputs).</summary>
    public Span<float> OutputBias => _values.Span[(Layout.OutputStart + (Layout.Tops * Layout.Outputs))..];

    /// <summary>The weights of a network.</summary>
    public static LstmParameters From(LstmNetwork network)
    {
        LstmParameters parameters = new(new(network.Shape));
        Span<float> values = parameters.All;
        foreach (TensorPlace place in parameters.Layout.Places())
        {
            ReadOnlySpan<float> source = network.Tensors[place.Name].Values;
            for (int row = 0; row < place.Rows; row++)
            {
                for (int column = 0; column < place.Columns; column++)
                    values[place.Offset(row, column)] = source[(row * place.Columns) + column];
            }
        }

        foreach (BranchParameters branch in parameters.Branches)
        {
            // PAD counts nothing, whatever its vector.
            if (branch.Layout.Counts)
                branch.Vector(ReservedKeys.Pad).Clear();
        }

        parameters.OutputBias[network.Shape.Keys..].Fill(NoLogit);
        return parameters;
    }

    /// <summary>The same numbers by PyTorch's names, without padding.</summary>
    public IReadOnlyDictionary<string, Tensor> ToTensors()
    {
        OrderedDictionary<string, Tensor> tensors = [];
        ReadOnlySpan<float> values = All;
        foreach (TensorPlace place in Layout.Places())
        {
            float[] target = new float[place.Rows * place.Columns];
            for (int row = 0; row < place.Rows; row++)
            {
                for (int column = 0; column < place.Columns; column++)
                    target[(row * place.Columns) + column] = values[place.Offset(row, column)];
            }

            tensors.Add(place.Name, new(place.Shape, target));
        }

        return tensors;
    }
}
