using System.ComponentModel.DataAnnotations;
using ActorDetector.Learning.Rows;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Components;

/// <summary>The directions in which count vectors vary when all is well. A row is anomalous by how far it lies off them.</summary>
/// <remarks>Xu et al., "Detecting large-scale system problems by mining console logs", SOSP 2009, section 4: counts times ln(N / df), less the
/// mean; components for a share of the variance; the squared prediction error of what they leave against the Q statistic. A column that every
/// training row has is weighted by ln 1 and so not looked at, as there.</remarks>
public sealed class PrincipalComponents : IRowModel
{
    private const string Means = "components.means", Terms = "components.terms", Directions = "components.directions",
        Limit = "components.threshold";

    private const int MostOnStack = 1_024;
    private readonly float[] _means;
    private readonly float[] _terms;
    private readonly float[] _directions;

    private PrincipalComponents(float[] means, float[] terms, float[] directions, float threshold)
    {
        _means = means;
        _terms = terms;
        _directions = directions;
        Threshold = threshold;
    }

    /// <inheritdoc/>
    public int Columns => _means.Length;

    /// <summary>How many components there are; 0 when training rows did not vary.</summary>
    public int Count => _directions.Length / Columns;

    /// <inheritdoc/>
    public float Threshold { get; }

    /// <summary>Finds the components of count vectors.</summary>
    /// <param name="rows">Count vectors of what is normal, or nearly all normal.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentException">There is no row to learn from, or a number is not finite.</exception>
    /// <exception cref="ValidationException">An option is out of range.</exception>
    public static PrincipalComponents Train(WeightedRows rows, ComponentOptions options)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        rows.Check(nameof(rows));
        options.Check();
        float[] terms = TermWeights.Of(rows);
        CentredRows centred = new(rows, terms);
        (double[] variances, Func<int, float[]> direction) = centred.Decompose();
        double total = variances.Sum(), carried = 0;
        int count = 0;
        while (count < variances.Length && carried < options.ComponentVariance * total)
            carried += variances[count++];
        double threshold = ResidualThreshold.Of(variances[count..], total, options.ComponentAlpha);
        return new(centred.Means, terms, [.. Enumerable.Range(0, count).SelectMany(direction)], (float)Math.Min(threshold, float.MaxValue));
    }

    /// <summary>The components from what <see cref="ToTensors"/> gave.</summary>
    /// <exception cref="FormatException">A tensor is missing, or holds what cannot be; the message names it.</exception>
    public static PrincipalComponents From(IReadOnlyDictionary<string, Tensor> tensors)
    {
        int columns = tensors.Find(Means, 1).Values.Length;
        int count = tensors.Find(Directions, 2).Shape[0];
        return columns > 0
            ? new(tensors.Numbers(Means, columns), tensors.Numbers(Terms, columns), tensors.Numbers(Directions, count, columns), tensors.Number(Limit))
            : throw new FormatException($"Tensor {Means} is empty.");
    }

    /// <summary>The squared prediction error: the squared length of what the components leave of the row.</summary>
    /// <inheritdoc/>
    public float Score(ReadOnlySpan<float> row)
    {
        Span<double> residual = Columns <= MostOnStack ? stackalloc double[Columns] : new double[Columns];
        Leave(row, residual);
        double sum = 0;
        foreach (double value in residual)
            sum += value * value;
        return (float)sum;
    }

    /// <summary>Each column's share of the squared prediction error: they add up to the score.</summary>
    /// <inheritdoc/>
    public float[] Contributions(ReadOnlySpan<float> row)
    {
        double[] residual = new double[Columns];
        Leave(row, residual);
        return Array.ConvertAll(residual, value => (float)(value * value));
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> ToTensors() => new OrderedDictionary<string, Tensor>
    {
        [Means] = new([Columns], [.. _means]),
        [Terms] = new([Columns], [.. _terms]),
        [Directions] = new([Count, Columns], [.. _directions]),
        [Limit] = new([1], [Threshold]),
    };

    // (columns): what the components leave of a row.
    private void Leave(ReadOnlySpan<float> row, Span<double> residual)
    {
        WeightedRows.CheckRow(row, Columns);
        for (int column = 0; column < residual.Length; column++)
            residual[column] = ((double)row[column] - _means[column]) * _terms[column];
        // Directions are at right angles to each other: taking one away leaves what lies along the others.
        for (int start = 0; start < _directions.Length; start += Columns)
        {
            ReadOnlySpan<float> direction = _directions.AsSpan(start, Columns);
            double along = 0;
            for (int column = 0; column < direction.Length; column++)
                along += residual[column] * direction[column];
            for (int column = 0; column < direction.Length; column++)
                residual[column] -= along * direction[column];
        }
    }
}
