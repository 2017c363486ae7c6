using ActorDetector.Learning.Rows;

namespace ActorDetector.Learning.Components;

/// <summary>What a column's counts are multiplied by, so that what few rows have counts most.</summary>
internal static class TermWeights
{
    /// <summary>(columns): ln(N / df), N the rows and df those with the column above 0. A column that no row has is weighted as if one more
    /// row had it, so that it is seen when it comes.</summary>
    public static double[] Of(WeightedRows rows)
    {
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
        return Array.ConvertAll(having, count => count > 0 ? Math.Log(total / count) : Math.Log(total + 1));
    }
}
