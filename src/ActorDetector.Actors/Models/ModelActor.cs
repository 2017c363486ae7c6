using ActorDetector.Actors.Mailboxes;
using ActorDetector.Detection.NextKey;
using ActorDetector.Learning.Lstm;

namespace ActorDetector.Actors.Models;

/// <summary>Makes predictions, and remembers them.</summary>
/// <remarks>It has no state that a fault could break: a prediction is remembered only when it was made.</remarks>
internal sealed class ModelActor : Actor<WindowRequest>
{
    private const int Mailbox = 64;

    private readonly LstmNetwork _network;
    private readonly int _cacheMegabytes;
    private readonly ushort[] _windows;
    private readonly int[] _rows = new int[WindowPredictor.Batch];
    private WindowPredictor _predictor;
    private long _hits;
    private long _misses;

    public ModelActor(string name, LstmNetwork network, int cacheMegabytes, IDeadLetters deadLetters)
        : base(name, Mailbox, deadLetters)
    {
        _network = network;
        _cacheMegabytes = cacheMegabytes;
        _windows = new ushort[WindowPredictor.Batch * network.Shape.Window];
        _predictor = new WindowPredictor(network, cacheMegabytes);
    }

    public long Hits => Volatile.Read(ref _hits);

    public long Misses => Volatile.Read(ref _misses);

    protected override ValueTask ReceiveAsync(WindowRequest message)
    {
        int window = _network.Shape.Window, keys = _network.Shape.Keys;
        int count = message.Rows?.Count ?? message.Windows.Length / window;
        for (int from = 0; from < count; from += WindowPredictor.Batch)
        {
            int some = Math.Min(WindowPredictor.Batch, count - from);
            for (int i = 0; i < some; i++)
                message.Windows.Slice(RowOf(message, from + i) * window, window).CopyTo(_windows.AsSpan(i * window));
            _predictor.Predict(_windows.AsSpan(0, some * window), _rows.AsSpan(0, some));
            for (int i = 0; i < some; i++)
                _predictor.Cache.Prediction(_rows[i]).CopyTo(message.Predictions.Slice(RowOf(message, from + i) * keys, keys));
        }

        Volatile.Write(ref _hits, _predictor.Cache.Hits);
        Volatile.Write(ref _misses, _predictor.Cache.Misses);
        message.Finish();
        return ValueTask.CompletedTask;
    }

    protected override ValueTask RecoverAsync(WindowRequest message, Exception fault)
    {
        _predictor = new WindowPredictor(_network, _cacheMegabytes);
        message.Fail(fault);
        return ValueTask.CompletedTask;
    }

    private static int RowOf(WindowRequest message, int place) => message.Rows?[place] ?? place;
}
