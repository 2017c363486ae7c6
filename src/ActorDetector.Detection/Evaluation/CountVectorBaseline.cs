namespace ActorDetector.Detection.Evaluation;

/// <summary>The detector to beat: a session is normal if some training session had every log key as often. No order, no learning, only
/// look-up.</summary>
public sealed class CountVectorBaseline
{
    private readonly KeySequences _seen = new();

    /// <summary>Distinct count vectors of training sessions.</summary>
    public int Count => _seen.Count;

    /// <summary>Remembers a training session.</summary>
    public void Add(ReadOnlySpan<int> keys) => _seen.Add(Sorted(keys));

    /// <summary>Whether a training session had the same keys, each as often.</summary>
    public bool IsSeen(ReadOnlySpan<int> keys) => _seen.Contains(Sorted(keys));

    // Two sequences have the same counts exactly if they are the same when sorted.
    private static int[] Sorted(ReadOnlySpan<int> keys)
    {
        int[] sorted = keys.ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
