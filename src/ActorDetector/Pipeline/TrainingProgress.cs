using ActorDetector.Learning.Lstm;
using ActorDetector.Output;

namespace ActorDetector.Pipeline;

/// <summary>The progress of a training: its epochs, and then, where it is done again with the held-out sessions, those epochs by another
/// name.</summary>
internal sealed class TrainingProgress(Terminal terminal, int maxEpochs) : IDisposable
{
    private WorkProgress _progress = terminal.Progress("Training", "epochs");
    private int _epochs = maxEpochs;
    private int _best;
    private int _last;

    /// <summary>Tells of an epoch. One that is no later than the one before begins the second training, as long as the best of the first.</summary>
    public void Report(EpochResult epoch)
    {
        if (epoch.Epoch <= _last)
        {
            _progress.Dispose();
            _progress = terminal.Progress("Training again on all sessions", "epochs");
            _epochs = _best;
        }

        _last = epoch.Epoch;
        if (epoch.Best)
            _best = epoch.Epoch;
        _progress.Report(epoch.Epoch, (double)epoch.Epoch / _epochs);
    }

    /// <inheritdoc/>
    public void Dispose() => _progress.Dispose();
}
