using ActorDetector.Learning.Rows;

namespace ActorDetector.Learning.Boundaries;

/// <summary>Solves the dual of the one-class support vector machine: the least ½ αᵀKα with 0 ≤ αᵢ ≤ cᵢ and Σα = 1.</summary>
/// <remarks>Sequential minimal optimisation with the working set of second order (Fan, Chen and Lin, "Working set selection using second order
/// information for training support vector machines", JMLR 2005). A row that was seen w times has w times the bound of a single one, which is
/// the same as if it stood there w times.</remarks>
internal sealed class BoundarySolver
{
    // The largest violation of optimality that is left; function values are at most 1.
    private const double Tolerance = 1e-7;
    private const double SmallestCurvature = 1e-12;
    private readonly int _count;
    private readonly float[] _kernel;
    private readonly double[] _bounds;
    private readonly double[] _alphas;
    private readonly double[] _gradients;

    /// <summary>A first solution that keeps the bounds, not yet the best.</summary>
    public BoundarySolver(WeightedRows rows, double nu, double gamma)
    {
        _count = rows.Count;
        _kernel = new float[(long)_count * _count];
        for (int i = 0; i < _count; i++)
        {
            for (int j = 0; j <= i; j++)
                _kernel[((long)i * _count) + j] = _kernel[((long)j * _count) + i] = (float)RowKernel.Of(rows.Row(i), rows.Row(j), gamma);
        }

        double total = rows.TotalWeight, left = 1;
        _bounds = [.. rows.Weights.Select(weight => weight / (nu * total))];
        _alphas = new double[_count];
        _gradients = new double[_count];
        for (int i = 0; i < _count && left > 0; i++)
        {
            double first = Math.Min(left, _bounds[i]);
            left -= first;
            Move(i, first);
        }
    }

    /// <summary>(count): α.</summary>
    public IReadOnlyList<double> Alphas => _alphas;

    /// <summary>Moves pairs of α until none can be moved to an advantage, or <paramref name="mostSteps"/> are done: what there is then keeps the
    /// bounds and is nearly the best.</summary>
    public void Solve(long mostSteps, CancellationToken cancellation)
    {
        for (long step = 0; step < mostSteps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            int up = Least();
            int down = up < 0 ? -1 : Partner(up);
            if (down < 0)
                return;
            double change = Math.Min((_gradients[down] - _gradients[up]) / Curvature(up, down), Math.Min(_bounds[up] - _alphas[up], _alphas[down]));
            Move(up, change);
            Move(down, -change);
        }
    }

    /// <summary>ρ: the function's value on the boundary.</summary>
    public double Offset()
    {
        double sum = 0, outside = double.NegativeInfinity, inside = double.PositiveInfinity;
        int free = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_alphas[i] <= 0)
            {
                inside = Math.Min(inside, _gradients[i]);
            }
            else if (_alphas[i] >= _bounds[i])
            {
                outside = Math.Max(outside, _gradients[i]);
            }
            else
            {
                sum += _gradients[i];
                free++;
            }
        }

        if (free > 0)
            return sum / free;
        return double.IsInfinity(inside) ? outside : (outside + inside) / 2;
    }

    private float Kernel(int i, int j) => _kernel[((long)i * _count) + j];

    private double Curvature(int i, int j) => Math.Max(SmallestCurvature, (double)Kernel(i, i) + Kernel(j, j) - (2.0 * Kernel(i, j)));

    private int Least()
    {
        int least = -1;
        for (int i = 0; i < _count; i++)
        {
            if (_alphas[i] < _bounds[i] && (least < 0 || _gradients[i] < _gradients[least]))
                least = i;
        }

        return least;
    }

    private int Partner(int up)
    {
        int best = -1;
        double gain = 0;
        for (int j = 0; j < _count; j++)
        {
            double violation = _gradients[j] - _gradients[up];
            if (_alphas[j] <= 0 || violation <= Tolerance)
                continue;
            double gained = violation * violation / Curvature(up, j);
            if (gained > gain)
                (best, gain) = (j, gained);
        }

        return best;
    }

    // To a bound exactly: what is near it by rounding would be moved again and again.
    private void Move(int row, double change)
    {
        double moved = _alphas[row] + change;
        if (moved < 1e-15)
            moved = 0;
        else if (moved > _bounds[row] * (1 - 1e-15))
            moved = _bounds[row];
        _alphas[row] = moved;
        for (int i = 0; i < _count; i++)
            _gradients[i] += change * Kernel(row, i);
    }
}
