using System.Numerics;

namespace ActorDetector.Detection.NextKey;

/// <summary>Where a key stands among the predicted ones. Ties go to the smaller key, so that the order is total. PAD and UNSEEN are never
/// predictions, END is none of unbounded sessions: nothing teaches a model when to expect them.</summary>
public static class KeyRanking
{
    /// <summary>The rank of a key, 1 for the most probable; of <see cref="LogKey.Unseen"/> one more than there are keys to predict.</summary>
    /// <param name="logProbabilities">(keys) of the vocabulary.</param>
    /// <param name="key">The key that came.</param>
    /// <param name="bounded">Whether sessions end by themselves, so that END is a prediction.</param>
    public static int Rank(ReadOnlySpan<float> logProbabilities, ushort key, bool bounded)
    {
        if (key == LogKey.Unseen)
            return 1 + Predictable(logProbabilities.Length, bounded);
        int rank = 1 + CountPreceding(logProbabilities, key);
        rank -= Precedes(logProbabilities, LogKey.Pad, key) ? 1 : 0;
        rank -= Precedes(logProbabilities, LogKey.Unseen, key) ? 1 : 0;
        rank -= !bounded && Precedes(logProbabilities, LogKey.End, key) ? 1 : 0;
        return rank;
    }

    /// <summary>How many keys of a vocabulary are predictions.</summary>
    public static int Predictable(int keys, bool bounded) => keys - (bounded ? 2 : 3);

    /// <summary>Writes the most probable keys, most probable first.</summary>
    /// <param name="logProbabilities">(keys) of the vocabulary.</param>
    /// <param name="keys">Where they are written.</param>
    /// <param name="bounded">Whether sessions end by themselves, so that END is a prediction.</param>
    /// <returns>How many were written: the span's length, or fewer when the vocabulary is smaller.</returns>
    public static int Top(ReadOnlySpan<float> logProbabilities, Span<ushort> keys, bool bounded)
    {
        int count = 0;
        for (int key = 0; key < logProbabilities.Length; key++)
        {
            if (key is LogKey.Pad or LogKey.Unseen || (key == LogKey.End && !bounded))
                continue;
            int place = count;
            while (place > 0 && logProbabilities[key] > logProbabilities[keys[place - 1]])
                place--;
            if (place >= keys.Length)
                continue;
            count = Math.Min(count + 1, keys.Length);
            keys[place..(count - 1)].CopyTo(keys[(place + 1)..count]);
            keys[place] = (ushort)key;
        }

        return count;
    }

    private static int CountPreceding(ReadOnlySpan<float> logProbabilities, ushort key)
    {
        var own = new Vector<float>(logProbabilities[key]);
        var ownPlace = new Vector<int>(key);
        Vector<int> places = Vector<int>.Indices;
        // A lane of a comparison is -1 where it holds.
        Vector<int> minusCount = Vector<int>.Zero;
        int other = 0;
        for (; other <= logProbabilities.Length - Vector<float>.Count; other += Vector<float>.Count)
        {
            var others = new Vector<float>(logProbabilities[other..]);
            minusCount += Vector.GreaterThan(others, own) | (Vector.Equals(others, own) & Vector.LessThan(places, ownPlace));
            places += new Vector<int>(Vector<int>.Count);
        }

        int count = -Vector.Sum(minusCount);
        for (; other < logProbabilities.Length; other++)
            count += Precedes(logProbabilities, other, key) ? 1 : 0;
        return count;
    }

    private static bool Precedes(ReadOnlySpan<float> logProbabilities, int other, int key) =>
        logProbabilities[other] > logProbabilities[key] || (logProbabilities[other] == logProbabilities[key] && other < key);
}
