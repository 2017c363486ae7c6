namespace ActorDetector.Learning.Rows;

/// <summary>Distinct rows of numbers, as count vectors, and how often each was seen.</summary>
/// <param name="Columns">Numbers in a row.</param>
/// <param name="Values">(count, columns) numbers, row by row.</param>
/// <param name="Weights">(count) times seen.</param>
public sealed record WeightedRows(int Columns, float[] Values, float[] Weights)
{
    /// <summary>How many distinct rows.</summary>
    public int Count => Weights.Length;

    /// <summary>How many rows there were before the equal ones were made one.</summary>
    public double TotalWeight => Weights.Sum(weight => (double)weight);

    /// <summary>The numbers of a row.</summary>
    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Columns, Columns);

    /// <summary>Does nothing when something can be learned from the rows.</summary>
    /// <param name="name">What the caller calls them.</param>
    /// <exception cref="ArgumentException">There is no row or none with a weight, sizes do not agree, or a number is not finite; the message
    /// says which.</exception>
    public void Check(string name)
    {
        if (Columns < 1)
            throw new ArgumentException($"Rows of {Columns} columns hold nothing to learn from: give at least one column.", name);
        if (Values.Length != Count * (long)Columns)
            throw new ArgumentException($"{Values.Length} numbers are not {Count} rows of {Columns} columns.", name);
        int wrong = Array.FindIndex(Weights, weight => !(weight >= 0 && float.IsFinite(weight)));
        if (wrong >= 0)
            throw new ArgumentException($"Row {wrong} has weight {Weights[wrong]}, which is not a count.", name);
        if (!Array.Exists(Weights, weight => weight > 0))
            throw new ArgumentException("There is no row to learn from: give at least one, with a weight above 0.", name);
        wrong = Array.FindIndex(Values, value => !float.IsFinite(value));
        if (wrong >= 0)
            throw new ArgumentException($"Row {wrong / Columns} has {Values[wrong]} in column {wrong % Columns}, which is not a finite number.", name);
    }

    /// <summary>Does nothing when a row can be judged by what was learned from rows of <paramref name="columns"/>.</summary>
    /// <exception cref="ArgumentException">It has more or fewer columns, or a number that is not finite.</exception>
    internal static void CheckRow(ReadOnlySpan<float> row, int columns)
    {
        if (row.Length != columns)
            throw new ArgumentException($"A row of {row.Length} columns cannot be judged by what was learned from {columns}.", nameof(row));
        foreach (float value in row)
        {
            if (!float.IsFinite(value))
                throw new ArgumentException($"The row holds {value}, which is not a finite number.", nameof(row));
        }
    }
}
