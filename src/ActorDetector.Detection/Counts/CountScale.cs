using ActorDetector.Learning.Autoencoders;
using ActorDetector.Learning.Rows;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Detection.Counts;

/// <summary>What is usual in each column of count rows. Columns that vary are scaled to be learned from; those that never did, as that of UNSEEN,
/// teach nothing to what learns from differences, and are compared with the one value that they had.</summary>
internal sealed class CountScale
{
    private const string Means = "scale.means", Deviations = "scale.deviations";

    // Some of the difference between one event and none: a column that hardly varies must not outweigh all others.
    private const float LeastDeviation = 0.25f;

    private readonly float[] _means;
    private readonly float[] _deviations;

    private CountScale(float[] means, float[] deviations) => (_means, _deviations) = (means, deviations);

    /// <summary>Columns of a row.</summary>
    public int Columns => _means.Length;

    /// <summary>The scale of what is normal.</summary>
    /// <param name="rows">At least one row with a weight.</param>
    public static CountScale Of(WeightedRows rows)
    {
        float[] means = new float[rows.Columns], deviations = new float[rows.Columns];
        double total = rows.TotalWeight;
        for (int column = 0; column < rows.Columns; column++)
        {
            means[column] = rows.Row(0)[column];
            if (Enumerable.Range(1, rows.Count - 1).All(row => rows.Row(row)[column] == rows.Row(0)[column]))
                continue; // the mean is that value, without rounding
            double mean = 0, squares = 0;
            for (int row = 0; row < rows.Count; row++)
                mean += rows.Weights[row] / total * rows.Row(row)[column];
            for (int row = 0; row < rows.Count; row++)
                squares += rows.Weights[row] / total * Math.Pow(rows.Row(row)[column] - mean, 2);
            (means[column], deviations[column]) = ((float)mean, Math.Max(LeastDeviation, (float)Math.Sqrt(squares)));
        }

        return new CountScale(means, deviations);
    }

    /// <summary>The scale that was kept.</summary>
    /// <exception cref="FormatException">A tensor is missing, or is not what it must be.</exception>
    public static CountScale From(IReadOnlyDictionary<string, Tensor> tensors, int columns)
    {
        float[] deviations = tensors.Numbers(Deviations, columns);
        return Array.TrueForAll(deviations, deviation => deviation is 0 or >= LeastDeviation)
            ? new CountScale(tensors.Numbers(Means, columns), deviations)
            : throw new FormatException($"Tensor {Deviations} holds a number that is neither 0 nor at least {LeastDeviation}.");
    }

    /// <summary>Whether a column varied in training.</summary>
    public bool Varies(int column) => _deviations[column] > 0;

    /// <summary>A row by its distance from the means, in deviations; 0 in the columns that never varied.</summary>
    public float[] Varying(ReadOnlySpan<float> row)
    {
        float[] scaled = new float[row.Length];
        for (int column = 0; column < scaled.Length; column++)
            scaled[column] = Varies(column) ? (row[column] - _means[column]) / _deviations[column] : 0;
        return scaled;
    }

    /// <summary>The same of all rows.</summary>
    public WeightedVectors Varying(WeightedRows rows) =>
        new(Columns, [.. Enumerable.Range(0, rows.Count).SelectMany(row => Varying(rows.Row(row)))], rows.Weights);

    /// <summary>The squared distance from the one value that each column had which never varied; 0 in the others.</summary>
    public float[] Constant(ReadOnlySpan<float> row)
    {
        float[] errors = new float[row.Length];
        for (int column = 0; column < errors.Length; column++)
        {
            float distance = Varies(column) ? 0 : (row[column] - _means[column]) / LeastDeviation;
            errors[column] = distance * distance;
        }

        return errors;
    }

    /// <summary>Adds the scale to what is kept of a detector.</summary>
    public void Keep(Dictionary<string, Tensor> tensors)
    {
        tensors[Means] = new Tensor([Columns], _means);
        tensors[Deviations] = new Tensor([Columns], _deviations);
    }
}
