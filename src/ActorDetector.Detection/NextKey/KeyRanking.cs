namespace ActorDetector.Detection.NextKey;

/// <summary>Where a key stands among the predicted ones. Ties go to the smaller key, so that the order is total. PAD and UNSEEN are never
/// predictions: nothing teaches a model when to expect them.</summary>
public static class KeyRanking
{
    /// <summary>The rank of a key, 1 for the most probable; of <see cref="LogKey.Unseen"/> one more than there are keys to predict.</summary>
    /// <param name="logProbabilities">(keys) of the vocabulary.</param>
    /// <param name="key">The key that came.</param>
    public static int Rank(ReadOnlySpan<float> logProbabilities, ushort key)
    {
        if (key == LogKey.Unseen)
            return logProbabilities.Length - 1;
        float own = logProbabilities[key];
        int rank = 1;
        for (int other = 0; other < key; other++)
            rank += logProbabilities[other] >= own ? 1 : 0;
        for (int other = key + 1; other < logProbabilities.Length; other++)
            rank += logProbabilities[other] > own ? 1 : 0;
        rank -= Precedes(logProbabilities, LogKey.Pad, own, key) ? 1 : 0;
        rank -= Precedes(logProbabilities, LogKey.Unseen, own, key) ? 1 : 0;
        return rank;
    }

    /// <summary>Writes the most probable keys, most probable first.</summary>
    /// <returns>How many were written: the span's length, or fewer when the vocabulary is smaller.</returns>
    public static int Top(ReadOnlySpan<float> logProbabilities, Span<ushort> keys)
    {
        int count = 0;
        for (int key = 0; key < logProbabilities.Length; key++)
        {
            if (key is LogKey.Pad or LogKey.Unseen)
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

    private static bool Precedes(ReadOnlySpan<float> logProbabilities, ushort other, float own, ushort key) =>
        logProbabilities[other] > own || (logProbabilities[other] == own && other < key);
}
