using ActorDetector.Learning.Lstm;

namespace ActorDetector.Detection.NextKey;

/// <summary>A trained next-key model: DeepLog, section 3.1.</summary>
/// <param name="Network">The network.</param>
/// <param name="G">A key is expected when it is among the g most probable.</param>
/// <param name="TrainedEvents">Events it was trained on; an UNSEEN key has one chance in one more than these.</param>
/// <param name="Bounded">Whether it learned sessions' ends.</param>
public sealed record NextKeyModel(LstmNetwork Network, int G, long TrainedEvents, bool Bounded)
{
    /// <summary>Keys of a window.</summary>
    public int Window => Network.Shape.Window;

    /// <summary>Size of the vocabulary.</summary>
    public int Keys => Network.Shape.Keys;

    /// <summary>The logarithm of the chance given to a key never seen in training: the rule of succession.</summary>
    public float UnseenLogProbability => (float)-Math.Log(TrainedEvents + 1.0);
}
