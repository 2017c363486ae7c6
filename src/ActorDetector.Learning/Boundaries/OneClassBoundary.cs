using System.ComponentModel.DataAnnotations;
using ActorDetector.Learning.Randomness;
using ActorDetector.Learning.Rows;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Boundaries;

/// <summary>A boundary around the rows of what is normal: a one-class support vector machine with a radial kernel.</summary>
/// <remarks>Schölkopf et al., "Estimating the support of a high-dimensional distribution", Neural Computation 2001. It was chosen among one-class
/// boundaries because it is one convex problem with one solution, because nu is at once an upper bound of the share of training rows outside
/// and a lower bound of the share of support vectors (proposition 3), because the boundary takes any shape, and because equal rows with
/// weights give the very solution of the rows one by one.</remarks>
public sealed class OneClassBoundary : IRowModel
{
    // Each step is a pass over the rows: a thousand passes for each row is far more than it takes.
    private const long StepsPerRow = 1_000;
    private const string Supports = "boundary.supports", Coefficients = "boundary.coefficients", Gamma = "boundary.gamma",
        Offset = "boundary.offset", Limit = "boundary.threshold";

    private readonly float[] _supports;
    private readonly float[] _coefficients;
    private readonly float _gamma;
    private readonly float _offset;

    private OneClassBoundary(int columns, float[] supports, float[] coefficients, float gamma, float offset, float threshold)
    {
        Columns = columns;
        _supports = supports;
        _coefficients = coefficients;
        _gamma = gamma;
        _offset = offset;
        Threshold = threshold;
    }

    /// <inheritdoc/>
    public int Columns { get; }

    /// <summary>0, or just above it where rounding, or rows that were not drawn, would put more than nu of the training rows
    /// outside.</summary>
    /// <inheritdoc/>
    public float Threshold { get; }

    /// <summary>How many rows the boundary rests on.</summary>
    public int SupportCount => _coefficients.Length;

    /// <summary>Draws the boundary.</summary>
    /// <param name="rows">Rows of what is normal, or nearly all normal.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">Seed of the draw when there are more rows than the options allow.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ArgumentException">There is no row to learn from, or a number is not finite.</exception>
    /// <exception cref="ValidationException">An option is out of range.</exception>
    public static OneClassBoundary Train(WeightedRows rows, BoundaryOptions options, ulong seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        rows.Check(nameof(rows));
        options.Check();
        WeightedRows drawn = Drawn(rows, options.BoundaryRows, seed);
        float gamma = (float)(options.BoundaryGamma ?? TypicalGamma(rows));
        BoundarySolver solver = new(drawn, options.BoundaryNu, gamma);
        solver.Solve(StepsPerRow * drawn.Count, cancellation);

        int[] supports = [.. Enumerable.Range(0, drawn.Count).Where(row => (float)solver.Alphas[row] > 0)];
        float[] kept = [.. supports.SelectMany(row => drawn.Row(row).ToArray())];
        float[] coefficients = [.. supports.Select(row => (float)solver.Alphas[row])];
        OneClassBoundary boundary = new(rows.Columns, kept, coefficients, gamma, (float)solver.Offset(), 0);
        float[] scores = [.. Enumerable.Range(0, rows.Count).Select(row => boundary.Score(rows.Row(row)))];
        float outside = options.BoundaryNu < 1 ? WeightedQuantile.Of(scores, rows.Weights, options.BoundaryNu) : 0;
        return new(rows.Columns, kept, coefficients, gamma, boundary._offset, Math.Max(0, outside));
    }

    /// <summary>The boundary from what <see cref="ToTensors"/> gave.</summary>
    /// <exception cref="FormatException">A tensor is missing, or holds what cannot be; the message names it.</exception>
    public static OneClassBoundary From(IReadOnlyDictionary<string, Tensor> tensors)
    {
        Tensor supports = tensors.Find(Supports, 2);
        int count = supports.Shape[0], columns = supports.Shape[1];
        if (count == 0 || columns == 0)
            throw new FormatException($"Tensor {Supports} is empty.");
        float gamma = tensors.Number(Gamma);
        float[] coefficients = tensors.Numbers(Coefficients, count);
        float offset = tensors.Number(Offset);
        if (!(gamma > 0 && offset > 0) || Array.Exists(coefficients, coefficient => !(coefficient > 0)))
            throw new FormatException($"Tensors {Gamma}, {Offset} and {Coefficients} must hold numbers above 0 only.");
        return new(columns, [.. supports.Values], coefficients, gamma, offset, tensors.Number(Limit));
    }

    /// <summary>ln ρ − ln Σ αᵢ k(xᵢ, x): above 0 outside the boundary, as ρ − Σ αᵢ k(xᵢ, x) is. By logarithms, rows that are far from all that is
    /// normal still differ.</summary>
    /// <inheritdoc/>
    public float Score(ReadOnlySpan<float> row)
    {
        WeightedRows.CheckRow(row, Columns);
        double nearest = RowKernel.SquaredDistance(Support(0), row), sum = 0;
        for (int i = 0; i < _coefficients.Length; i++)
        {
            double distance = RowKernel.SquaredDistance(Support(i), row);
            if (distance < nearest)
            {
                sum *= Math.Exp(-_gamma * (nearest - distance));
                nearest = distance;
            }

            sum += Part(i, distance, nearest);
        }

        return (float)(Math.Log(_offset) + (_gamma * nearest) - Math.Log(sum));
    }

    /// <summary>Each column's share of the exponent γ ‖xᵢ − x‖², averaged over the support vectors by their part in the row's
    /// score.</summary>
    /// <inheritdoc/>
    public float[] Contributions(ReadOnlySpan<float> row)
    {
        WeightedRows.CheckRow(row, Columns);
        double[] distances = new double[SupportCount];
        for (int i = 0; i < distances.Length; i++)
            distances[i] = RowKernel.SquaredDistance(Support(i), row);
        double nearest = distances.Min(), parts = 0;
        double[] shares = new double[Columns];
        for (int i = 0; i < distances.Length; i++)
        {
            double part = Part(i, distances[i], nearest);
            parts += part;
            ReadOnlySpan<float> support = Support(i);
            for (int column = 0; column < shares.Length; column++)
                shares[column] += part * _gamma * Math.Pow((double)support[column] - row[column], 2);
        }

        return Array.ConvertAll(shares, share => (float)(share / parts));
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> ToTensors() => new OrderedDictionary<string, Tensor>
    {
        [Supports] = new([SupportCount, Columns], [.. _supports]),
        [Coefficients] = new([SupportCount], [.. _coefficients]),
        [Gamma] = new([1], [_gamma]),
        [Offset] = new([1], [_offset]),
        [Limit] = new([1], [Threshold]),
    };

    // Relative to the nearest, since far from all of them every kernel is 0.
    private double Part(int support, double distance, double nearest) => _coefficients[support] * Math.Exp(-_gamma * (distance - nearest));

    private ReadOnlySpan<float> Support(int support) => _supports.AsSpan(support * Columns, Columns);

    private static WeightedRows Drawn(WeightedRows rows, int most, ulong seed)
    {
        RowDraw[] drawn = rows.Count > most
            ? new RowSampler(rows).Draw(most, new SeededGenerator(seed))
            : [.. Enumerable.Range(0, rows.Count).Where(row => rows.Weights[row] > 0).Select(row => new RowDraw(row, 1))];
        float[] weights = [.. drawn.Select(one => rows.Count > most ? one.Times : rows.Weights[one.Row])];
        return new(rows.Columns, [.. drawn.SelectMany(one => rows.Row(one.Row).ToArray())], weights);
    }

    private static double TypicalGamma(WeightedRows rows)
    {
        double total = rows.TotalWeight, variance = 0;
        for (int column = 0; column < rows.Columns; column++)
        {
            double mean = 0, squares = 0;
            for (int row = 0; row < rows.Count; row++)
                mean += rows.Weights[row] / total * rows.Row(row)[column];
            for (int row = 0; row < rows.Count; row++)
                squares += rows.Weights[row] / total * Math.Pow(rows.Row(row)[column] - mean, 2);
            variance += squares;
        }

        // Within what a 32-bit number holds; rows that do not vary have no scale of their own.
        return variance > 0 ? Math.Clamp(1 / variance, 1e-30, 1e30) : 1;
    }
}
