using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Lstm;

/// <summary>One number for each weight of a network, in the layout of the kernels: the weights, their gradient, or Adam's
/// moments.</summary>
internal sealed class LstmParameters(LstmLayout layout)
{
    // Takes a padded column out of every softmax: far below any logit, and finite so that nothing becomes NaN.
    private const float NoLogit = -1e30f;

    private readonly AlignedBuffer _values = new(layout.Length);

    public LstmLayout Layout => layout;

    public Span<float> All => _values.Span;

    /// <summary>(keys, embedding), row by row.</summary>
    public Span<float> Embedding => _values.Span[..(layout.Shape.Keys * layout.Embedding)];

    /// <summary>(units, outputs), packed.</summary>
    public Span<float> Output => _values.Span.Slice(layout.OutputStart, layout.Units * layout.Outputs);

    /// <summary>(outputs).</summary>
    public Span<float> OutputBias => _values.Span[(layout.OutputStart + (layout.Units * layout.Outputs))..];

    /// <summary>The vector of a key.</summary>
    public Span<float> Vector(int key) => _values.Span.Slice(key * layout.Embedding, layout.Embedding);

    /// <summary>(rows, gates), packed.</summary>
    public Span<float> Layer(int layer) => _values.Span.Slice(layout.LayerStart(layer), layout.Rows(layer) * layout.Gates);

    /// <summary>(gates).</summary>
    public Span<float> InputBias(int layer) => _values.Span.Slice(layout.BiasStart(layer), layout.Gates);

    /// <summary>(gates).</summary>
    public Span<float> RecurrentBias(int layer) => _values.Span.Slice(layout.BiasStart(layer) + layout.Gates, layout.Gates);

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

        parameters.OutputBias[network.Shape.Keys..].Fill(NoLogit);
        return parameters;
    }

    /// <summary>The same numbers by PyTorch's names, without padding.</summary>
    public IReadOnlyDictionary<string, Tensor> ToTensors()
    {
        OrderedDictionary<string, Tensor> tensors = [];
        ReadOnlySpan<float> values = All;
        foreach (TensorPlace place in layout.Places())
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
