using ActorDetector.Learning.Lstm;

namespace ActorDetector.Detection.NextKey;

/// <summary>Predictions for windows, from the cache where it has them and from the network in one batch where not. Not for two threads at
/// once.</summary>
public sealed class WindowPredictor
{
    /// <summary>Most windows of one call: the batch at which the network is fastest.</summary>
    public const int Batch = 512;

    private readonly LstmPredictor _network;
    private readonly int _window;
    private readonly int _keys;
    private readonly int[] _missing = new int[Batch];
    private readonly ushort[] _missingWindows;
    private readonly float[] _predictions;

    /// <summary>A predictor with an empty cache of <paramref name="cacheMegabytes"/> MiB.</summary>
    public WindowPredictor(LstmNetwork network, int cacheMegabytes)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = new LstmPredictor(network);
        _window = network.Shape.Window;
        _keys = network.Shape.Keys;
        _missingWindows = new ushort[Batch * _window];
        _predictions = new float[Batch * _keys];
        Cache = new PredictionCache(_window, _keys, cacheMegabytes, Batch);
    }

    /// <summary>The cache.</summary>
    public PredictionCache Cache { get; }

    /// <summary>Finds the row of <see cref="Cache"/> of each window; rows of earlier calls are no longer valid.</summary>
    /// <param name="windows">(count, window) keys, count at most <see cref="Batch"/>.</param>
    /// <param name="rows">(count) rows.</param>
    public void Predict(ReadOnlySpan<ushort> windows, Span<int> rows)
    {
        Cache.MakeRoom(rows.Length);
        int missing = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<ushort> window = windows.Slice(i * _window, _window);
            rows[i] = Cache.Row(window, out bool known);
            if (known)
                continue;
            window.CopyTo(_missingWindows.AsSpan(missing * _window));
            _missing[missing++] = rows[i];
        }

        if (missing == 0)
            return;
        _network.Predict(_missingWindows.AsSpan(0, missing * _window), _predictions.AsSpan(0, missing * _keys));
        for (int i = 0; i < missing; i++)
            _predictions.AsSpan(i * _keys, _keys).CopyTo(Cache.Prediction(_missing[i]));
    }
}
