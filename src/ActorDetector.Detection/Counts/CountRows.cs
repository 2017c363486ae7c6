using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Training;
using ActorDetector.Learning.Rows;

namespace ActorDetector.Detection.Counts;

/// <summary>Sessions as rows of numbers: for each log key of the vocabulary ln(1 + count), as one event more is much among none and little among a
/// hundred; for UNSEEN the count itself, as two events that training never saw are not alike.</summary>
internal static class CountRows
{
    // Bounds the memory of a training: a quarter of a gigabyte.
    private const int MostNumbers = 1 << 26;

    /// <summary>Writes the row of some counts.</summary>
    public static void Fill(Span<float> row, ReadOnlySpan<int> counts)
    {
        for (int key = 0; key < row.Length; key++)
            row[key] = Coordinate(key, counts[key]);
    }

    /// <summary>The number of a log key that came so often.</summary>
    public static float Coordinate(int key, int count) => count == 0 ? 0 : key == LogKey.Unseen ? count : MathF.Log(1 + count);

    /// <summary>The row of some counts.</summary>
    public static float[] Of(ReadOnlySpan<int> counts)
    {
        float[] row = new float[counts.Length];
        Fill(row, counts);
        return row;
    }

    /// <summary>The distinct rows of sessions, the most frequent first.</summary>
    /// <param name="sessions">Sessions.</param>
    /// <param name="most">Most rows, the most frequent ones.</param>
    /// <exception cref="TrainingException">There are no sessions.</exception>
    public static WeightedRows Of(WeightedSessions sessions, int most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        if (!sessions.Weights.Any(weight => weight > 0))
            throw new TrainingException("There are no sessions whose counts of events could be learned.");
        var distinct = new WeightedSessions(sessions.Vocabulary);
        for (int i = 0; i < sessions.Count; i++)
        {
            ushort[] sorted = [.. sessions.Sequences[i]];
            Array.Sort(sorted);
            distinct.Add(sorted, sessions.Weights[i]);
        }

        int columns = sessions.Vocabulary, rows = Math.Min(Math.Min(most, Math.Max(1, MostNumbers / columns)), distinct.Count);
        int[] kept = [.. Enumerable.Range(0, distinct.Count).OrderByDescending(number => distinct.Weights[number]).Take(rows)];
        var counter = new SessionCounter(columns);
        var values = new float[rows * columns];
        for (int row = 0; row < rows; row++)
            Fill(values.AsSpan(row * columns, columns), counter.View(distinct.Sequences[kept[row]]).Counts);
        return new WeightedRows(columns, values, [.. kept.Select(number => distinct.Weights[number])]);
    }
}
