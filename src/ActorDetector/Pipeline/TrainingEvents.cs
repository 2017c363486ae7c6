using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Tensors;
using ActorDetector.TensorBoard;

namespace ActorDetector.Pipeline;

/// <summary>Writes how a training goes for TensorBoard to show: losses, accuracy, learning rate, and how the weights lie.</summary>
internal sealed class TrainingEvents(string folder, TimeProvider time) : IDisposable
{
    private readonly TensorBoardWriter _writer = new(folder, time);
    private string _prefix = "";
    private int _last;

    /// <summary>Writes an epoch. One that is no later than the one before begins the second training, whose tags begin with refit.</summary>
    public void Report(EpochResult epoch)
    {
        if (epoch.Epoch <= _last)
            _prefix = "refit/";
        _last = epoch.Epoch;
        Add("loss/training", epoch.TrainingLoss);
        if (!double.IsNaN(epoch.ValidationLoss))
            Add("loss/validation", epoch.ValidationLoss);
        if (epoch.Accuracy is { } accuracy)
            Add("accuracy/validation", accuracy());
        Add("learning_rate", epoch.LearningRate);
        foreach ((string name, Tensor tensor) in epoch.Network!.Tensors)
            _writer.AddHistogram($"{_prefix}weights/{name}", epoch.Epoch, tensor.Values);
        _writer.Flush();

        void Add(string tag, double value) => _writer.AddScalar(_prefix + tag, epoch.Epoch, value);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}
