using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Layers;

namespace ActorDetector.Learning.Forecasting;

/// <summary>A batch of windows' way through a forecaster and back. Not for two threads at once.</summary>
internal sealed class ForecasterPass : ITrainingPass
{
    private readonly ForecasterShape _shape;
    private readonly ForecastWindows _windows;
    private readonly float[] _weights;
    private readonly LstmPass[] _layers;
    private readonly DensePass _output;
    private readonly int _inputs;
    private readonly int _units;
    private readonly int _outputs;
    private readonly SequencePacking _packing = new();
    private readonly Scratch _input = new();
    private readonly Scratch _last = new();
    private readonly Scratch _outputGradient = new();
    private readonly Scratch _stateGradient = new();
    private int[] _lengths = [];

    /// <summary>A pass over windows.</summary>
    public ForecasterPass(ForecasterShape shape, IReadOnlyList<Layer> layers, ForecastWindows windows, KernelSet kernels)
    {
        (_shape, _windows) = (shape, windows);
        _weights = new float[windows.Count];
        _weights.AsSpan().Fill(1);
        LstmLayer[] recurrent = [.. layers.OfType<LstmLayer>()];
        DenseLayer output = layers.OfType<DenseLayer>().Single();
        _layers = [.. recurrent.Select(layer => new LstmPass(layer, kernels))];
        _output = new(output, kernels);
        (_inputs, _units, _outputs) = (recurrent[0].Inputs, output.Inputs, output.Outputs);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>(rows, padded width): the forecasts of the last batch.</summary>
    public ReadOnlySpan<float> Forecasts => _output.Output;

    /// <summary>From a row of <see cref="Forecasts"/> to the next.</summary>
    public int ForecastRow => _outputs;

    /// <summary>Takes in one window of the batch.</summary>
    /// <param name="row">Its row, of those that <see cref="Begin"/> was told.</param>
    /// <param name="window">(window, width).</param>
    public void Put(int row, ReadOnlySpan<float> window)
    {
        for (int step = 0; step < _shape.Window; step++)
            window.Slice(step * _shape.Width, _shape.Width).CopyTo(_input.Span[(_packing.Cell(row, step) * _inputs)..]);
    }

    /// <summary>Makes room for a batch.</summary>
    public void Begin(int rows)
    {
        if (_lengths.Length != rows)
        {
            _lengths = new int[rows];
            _lengths.AsSpan().Fill(_shape.Window);
            _packing.Pack(_lengths);
        }

        _input.TakeZeros(_packing.Cells * _inputs);
    }

    /// <summary>Runs the batch forward.</summary>
    public void Forward(ModelParameters parameters)
    {
        ReadOnlySpan<float> input = _input.Span;
        foreach (LstmPass layer in _layers)
        {
            layer.Forward(parameters, _packing, input);
            input = layer.States;
        }

        input[(_packing.Start(_shape.Window - 1) * _units)..].CopyTo(_last.Take(_packing.Rows(0) * _units));
        _output.Forward(parameters, _last.Span);
    }

    /// <inheritdoc/>
    public double Run(
        ModelParameters parameters, ReadOnlySpan<int> examples, ReadOnlySpan<float> weights, double scale, ModelParameters? gradient)
    {
        (int width, int window) = (_shape.Width, _shape.Window * _shape.Width);
        Begin(examples.Length);
        for (int row = 0; row < examples.Length; row++)
            Put(row, _windows.Windows.AsSpan(examples[row] * window, window));
        Forward(parameters);

        double loss = 0;
        Span<float> outputGradient = _outputGradient.TakeZeros(_output.Output.Length);
        for (int row = 0; row < examples.Length; row++)
        {
            double factor = 2 * weights[row] * scale / width;
            for (int i = 0; i < width; i++)
            {
                float error = _output.Output[(row * _outputs) + i] - _windows.Targets[(examples[row] * width) + i];
                loss += weights[row] * ((double)error * error / width);
                outputGradient[(row * _outputs) + i] = (float)(factor * error);
            }
        }

        if (gradient is not null)
            Backward(parameters, gradient);
        return loss;
    }

    private void Backward(ModelParameters parameters, ModelParameters gradient)
    {
        _output.Backward(parameters, _last.Span, _outputGradient.Span, gradient, below: true);
        _output.InputGradient.CopyTo(
            _stateGradient.TakeZeros(_packing.Cells * _units)[(_packing.Start(_shape.Window - 1) * _units)..]);
        ReadOnlySpan<float> above = _stateGradient.Span;
        for (int layer = _layers.Length - 1; layer >= 0; layer--)
        {
            ReadOnlySpan<float> inputs = layer == 0 ? _input.Span : _layers[layer - 1].States;
            _layers[layer].Backward(parameters, _packing, inputs, above, gradient, below: layer > 0);
            above = layer > 0 ? _layers[layer].InputGradient : [];
        }
    }
}
