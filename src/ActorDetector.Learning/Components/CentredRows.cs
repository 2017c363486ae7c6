using ActorDetector.Learning.Rows;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace ActorDetector.Learning.Components;

/// <summary>Weighted rows less their mean, in the columns that vary, and the directions in which they do.</summary>
internal sealed class CentredRows
{
    // Eigenvalues below this share of the largest are rounding.
    private const double Rounding = 1e-12;
    private readonly int _columns;
    private readonly int[] _varying;
    private readonly Matrix<double>? _rows;

    /// <summary>Centres rows.</summary>
    /// <param name="rows">Checked rows.</param>
    /// <param name="terms">(columns): what each column is multiplied by after that.</param>
    public CentredRows(WeightedRows rows, float[] terms)
    {
        _columns = rows.Columns;
        int[] weighted = [.. Enumerable.Range(0, rows.Count).Where(row => rows.Weights[row] > 0)];
        _varying = [.. Enumerable.Range(0, _columns).Where(column =>
            terms[column] != 0 && Array.Exists(weighted, row => rows.Row(row)[column] != rows.Row(weighted[0])[column]))];
        Means = Mean(rows, weighted);
        if (_varying.Length == 0)
            return;
        double total = rows.TotalWeight;
        _rows = Matrix<double>.Build.Dense(weighted.Length, _varying.Length, (row, column) =>
        {
            int from = weighted[row], at = _varying[column];
            return ((double)rows.Row(from)[at] - Means[at]) * terms[at] * Math.Sqrt(rows.Weights[from] / total);
        });
    }

    /// <summary>(columns): what is taken from a row's numbers.</summary>
    public float[] Means { get; }

    /// <summary>Eigenvalues of the covariance, largest first, those that are rounding left out, and for each a unit vector (columns).</summary>
    public (double[] Variances, Func<int, float[]> Direction) Decompose()
    {
        if (_rows is null)
            return ([], _ => []);
        // The smaller of the two products has the same eigenvalues; one of rows leads to directions through the rows.
        bool byRows = _rows.RowCount < _rows.ColumnCount;
        Matrix<double> product = byRows ? _rows.TransposeAndMultiply(_rows) : _rows.TransposeThisAndMultiply(_rows);
        Evd<double> found = product.Evd(Symmetricity.Symmetric);
        double[] values = [.. found.EigenValues.Select(value => value.Real)];
        int[] order = [.. Enumerable.Range(0, values.Length).OrderByDescending(i => values[i])];
        double[] variances = [.. order.Select(i => values[i]).TakeWhile(value => value > 0 && value > Rounding * values[order[0]])];
        return (variances, Direction);

        float[] Direction(int component)
        {
            Vector<double> vector = found.EigenVectors.Column(order[component]);
            return Spread((byRows ? _rows.TransposeThisAndMultiply(vector) : vector).Normalize(2));
        }
    }

    private float[] Spread(Vector<double> vector)
    {
        float[] direction = new float[_columns];
        for (int i = 0; i < _varying.Length; i++)
            direction[_varying[i]] = (float)vector[i];
        return direction;
    }

    // A column that does not vary has its value as mean, without rounding.
    private float[] Mean(WeightedRows rows, int[] weighted)
    {
        double[] sums = new double[_columns];
        foreach (int row in weighted)
        {
            foreach (int column in _varying)
                sums[column] += (double)rows.Weights[row] * rows.Row(row)[column];
        }

        float[] means = rows.Row(weighted[0]).ToArray();
        double total = rows.TotalWeight;
        foreach (int column in _varying)
            means[column] = (float)(sums[column] / total);
        return means;
    }
}
