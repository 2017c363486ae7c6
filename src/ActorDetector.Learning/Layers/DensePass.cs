using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Layers;

/// <summary>A batch's way through a dense layer and back. Not for two threads at once.</summary>
internal sealed class DensePass(DenseLayer layer, KernelSet kernels)
{
    private readonly Scratch _output = new();
    private readonly Scratch _turned = new();
    private readonly Scratch _inputGradient = new();

    /// <summary>(rows, outputs), after <see cref="Forward"/>. Padding is zero.</summary>
    public Span<float> Output => _output.Span;

    /// <summary>(rows, inputs): the gradient of the input, after <see cref="Backward"/>.</summary>
    public Span<float> InputGradient => _inputGradient.Span;

    /// <summary>Runs rows through the layer.</summary>
    /// <param name="weights">The model's weights.</param>
    /// <param name="input">(rows, inputs), rows a multiple of what products come in.</param>
    public void Forward(ModelParameters weights, ReadOnlySpan<float> input)
    {
        (int rows, int width) = (input.Length / layer.Inputs, layer.Outputs);
        Span<float> output = _output.Take(rows * width);
        for (int row = 0; row < rows; row++)
            layer.Bias(weights).CopyTo(output.Slice(row * width, width));
        Panels matrix = Panels.Packed(layer.Weights(weights), layer.Inputs);
        kernels.Multiply(new(input, layer.Inputs, 1), matrix, Panels.RowMajor(output, width), rows, width, layer.Inputs, accumulate: true);
        ActivationKernel.Apply(output, layer.Activation);
        for (int row = 0; row < rows && layer.Activation == Activation.Sigmoid; row++)
            output.Slice((row * width) + layer.Width, width - layer.Width).Clear();
    }

    /// <summary>Adds the gradient of the last <see cref="Forward"/>.</summary>
    /// <param name="weights">As given to <see cref="Forward"/>.</param>
    /// <param name="input">As given to <see cref="Forward"/>.</param>
    /// <param name="outputGradient">(rows, outputs): gradient of <see cref="Output"/>, zero in padding; becomes that of its sums.</param>
    /// <param name="gradient">Is added to.</param>
    /// <param name="below">Whether <see cref="InputGradient"/> is wanted.</param>
    public void Backward(
        ModelParameters weights, ReadOnlySpan<float> input, Span<float> outputGradient, ModelParameters gradient, bool below)
    {
        (int inputs, int outputs, int rows) = (layer.Inputs, layer.Outputs, input.Length / layer.Inputs);
        ActivationKernel.Derive(outputGradient, Output, layer.Activation);
        Panels sums = Panels.RowMajor(outputGradient, outputs), ofWeights = Panels.Packed(layer.Weights(gradient), inputs);
        kernels.Multiply(new(input, 1, inputs), sums, ofWeights, inputs, outputs, rows, accumulate: true);
        kernels.AddRows(layer.Bias(gradient), [], outputGradient, outputs);
        if (!below)
            return;
        Panels.Turn(layer.Weights(weights), _turned.Take(inputs * outputs), inputs, outputs);
        Panels turned = Panels.Packed(_turned.Span, outputs), target = Panels.RowMajor(_inputGradient.Take(rows * inputs), inputs);
        kernels.Multiply(new(outputGradient, outputs, 1), turned, target, rows, inputs, outputs, accumulate: false);
    }
}
