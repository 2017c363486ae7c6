using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Randomness;

namespace ActorDetector.Learning.Layers;

/// <summary>A linear layer, with an activation: y = f(x W + b).</summary>
internal sealed class DenseLayer : Layer
{
    private readonly string _name;
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _parts;

    /// <summary>A layer.</summary>
    /// <param name="name">What its tensors' names begin with.</param>
    /// <param name="inputs">Width of its input, or of each part of it.</param>
    /// <param name="outputs">Width of its output.</param>
    /// <param name="activation">What is done to its sums.</param>
    /// <param name="start">Where its weights start.</param>
    /// <param name="parts">Parts that the input consists of, each padded on its own.</param>
    public DenseLayer(string name, int inputs, int outputs, Activation activation, int start, int parts = 1)
        : base(start, ((parts * Panels.Padded(inputs)) + 1) * Panels.Padded(outputs))
    {
        (_name, _inputs, _outputs, _parts, Activation) = (name, inputs, outputs, parts, activation);
        (Inputs, Outputs) = (parts * Panels.Padded(inputs), Panels.Padded(outputs));
    }

    /// <summary>What is done to its sums.</summary>
    public Activation Activation { get; }

    /// <summary>Padded width of its input.</summary>
    public int Inputs { get; }

    /// <summary>Padded width of its output.</summary>
    public int Outputs { get; }

    /// <summary>Width of its output.</summary>
    public int Width => _outputs;

    /// <summary>(inputs, outputs), packed.</summary>
    public Span<float> Weights(ModelParameters of) => of.Slice(Start, Inputs * Outputs);

    /// <summary>(outputs).</summary>
    public Span<float> Bias(ModelParameters of) => of.Slice(Start + (Inputs * Outputs), Outputs);

    public override IEnumerable<TensorPlace> Places()
    {
        yield return new($"{_name}.weight", [_outputs, _parts * _inputs], (output, input) => Start + InPanel(Row(input), output, Inputs));
        yield return new($"{_name}.bias", [_outputs], (output, _) => Start + (Inputs * Outputs) + output);
    }

    public override float Draw(SeededGenerator generator) => generator.NextWithin(1 / Math.Sqrt(_parts * _inputs));

    private int Row(int input) => (input / _inputs * (Inputs / _parts)) + (input % _inputs);
}
