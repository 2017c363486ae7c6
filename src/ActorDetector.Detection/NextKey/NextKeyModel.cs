using ActorDetector.Learning.Lstm;

namespace ActorDetector.Detection.NextKey;

/// <summary>A trained next-key model: DeepLog, section 3.1.</summary>
/// <param name="Network">The network.</param>
/// <param name="G">A key is expected when it is among the g most probable.</param>
/// <param name="MinEndProbability">An end less probable than this is not expected, whatever its rank: in a small vocabulary the rank of
/// what never happens is a matter of chance.</param>
/// <param name="TrainedEvents">Events it was trained on; an UNSEEN key has one chance in one more than these.</param>
/// <param name="Bounded">Whether it learned sessions' ends.</param>
public sealed record NextKeyModel(LstmNetwork Network, int G, double MinEndProbability, long TrainedEvents, bool Bounded)
{
    /// <summary>The surprise in nats above which an end is not expected.</summary>
    public double MaxEndSurprise => -Math.Log(MinEndProbability);

    /// <summary>Keys of a window.</summary>
    public int Window => Network.Shape.Window;

    /// <summary>Size of the vocabulary.</summary>
    public int Keys => Network.Shape.Keys;

    /// <summary>The logarithm of the chance given to a key never seen in training: the rule of succession.</summary>
    public float UnseenLogProbability => (float)-Math.Log(TrainedEvents + 1.0);
}
