namespace ActorDetector.Learning.Rows;

/// <summary>What the columns of count vectors are multiplied by, so that what few rows have counts most.</summary>
public static class TermWeights
{
    /// <summary>The inverse document frequency of each column.</summary>
    /// <param name="rows">Rows that <see cref="WeightedRows.Check"/> does not refuse.</param>
    /// <returns>(columns): ln(N / df), N the rows and df those with the column above 0. A column that no row has is weighted as if one more row
    /// had it, so that it is seen when it comes.</returns>
    public static float[] Of(WeightedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[] having = new double[rows.Columns];
        for (int row = 0; row < rows.Count; row++)
        {
            ReadOnlySpan<float> values = rows.Row(row);
            for (int column = 0; column < values.Length; column++)
            {
                if (values[column] > 0)
                    having[column] += rows.Weights[row];
            }
        }

        double total = rows.TotalWeight;
        return Array.ConvertAll(having, count => (float)(count > 0 ? Math.Log(total / count) : Math.Log(total + 1)));
    }
}
