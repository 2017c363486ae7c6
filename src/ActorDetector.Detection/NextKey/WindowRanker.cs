using ActorDetector.Learning.Lstm;

namespace ActorDetector.Detection.NextKey;

/// <summary>Ranks the key that followed a window, one window at a time: windows repeat, so most answers come from the cache.</summary>
internal sealed class WindowRanker(LstmNetwork network, bool bounded)
{
    private const int CacheMegabytes = 64;
    private readonly WindowPredictor _predictor = new(network, CacheMegabytes);
    private readonly int[] _row = new int[1];

    /// <summary>The rank of a key after a window, and the natural logarithm of its probability.</summary>
    public (int Rank, float LogProbability) Rank(ReadOnlySpan<ushort> window, ushort target)
    {
        _predictor.Predict(window, _row);
        ReadOnlySpan<float> prediction = _predictor.Cache.Prediction(_row[0]);
        return (KeyRanking.Rank(prediction, target, bounded), prediction[target]);
    }
}
