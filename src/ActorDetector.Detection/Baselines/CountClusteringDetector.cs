using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using ActorDetector.Detection.Counts;
using ActorDetector.Detection.Detectors;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Detection.Baselines;

/// <summary>Sessions whose counts of events are far from those of every training session: the distance to the nearest one.</summary>
/// <remarks>As the count-vector clustering of ait-aecid's evaluation (Landauer et al., 2023), each training vector a cluster of its own, but
/// of logarithms: one event more is much among none and little among a hundred, whatever else the session has.</remarks>
public sealed class CountClusteringDetector : ISessionDetector
{
    internal const string Vectors = "vectors";

    private readonly float[] _vectors;
    private readonly int _columns;

    internal CountClusteringDetector(float[] vectors, int columns) => (_vectors, _columns) = (vectors, columns);

    /// <inheritdoc/>
    public double? Threshold => null;

    /// <summary>The sum over all log keys of |ln(1 + count) − ln(1 + count in the nearest training session)|, and one for each event that training
    /// never saw.</summary>
    public double Score(in SessionView session) => Nearest(session).Distance;

    /// <inheritdoc/>
    public string Explain(in SessionView session, Func<ushort, string> textOf)
    {
        ArgumentNullException.ThrowIfNull(textOf);
        ReadOnlySpan<float> nearest = _vectors.AsSpan(Nearest(session).Row * _columns, _columns);
        var differences = new List<(double Size, string Text)>();
        for (int key = 0; key < _columns; key++)
        {
            int count = session.Counts[key], usual = key == LogKey.Unseen ? 0 : (int)Math.Round(Math.Exp(nearest[key]) - 1);
            if (usual != count)
                differences.Add((Math.Abs(CountRows.Coordinate(key, count) - nearest[key]), string.Create(CultureInfo.InvariantCulture, $"{textOf((ushort)key)} came {count:N0} times, not {usual:N0}")));
        }

        return differences.Count == 0 ? "a training session had the same counts of events"
            : $"compared with the most similar training session, {string.Join("; ", differences.OrderByDescending(difference => difference.Size).Take(3).Select(difference => difference.Text))}";
    }

    /// <inheritdoc/>
    public DetectorState Keep() => new(
        new JsonObject(), new Dictionary<string, Tensor> { [Vectors] = new([_vectors.Length / _columns, _columns], _vectors) });

    private (int Row, double Distance) Nearest(in SessionView session)
    {
        Span<float> own = _columns <= 1024 ? stackalloc float[_columns] : new float[_columns];
        CountRows.Fill(own, session.Counts);
        (int row, float distance) = (0, float.PositiveInfinity);
        for (int start = 0; start < _vectors.Length && distance > 0; start += _columns)
        {
            float other = Distance(own, _vectors.AsSpan(start, _columns), distance);
            if (other < distance)
                (row, distance) = (start / _columns, other);
        }

        return (row, distance);
    }

    /// <summary>The distance, or some number above <paramref name="most"/> as soon as it is known to be.</summary>
    private static float Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float most)
    {
        // Four lanes whatever the machine: the order of the sum, and so the last bit, is the same everywhere.
        Vector4 sum = Vector4.Zero;
        int i = 0;
        for (; i <= a.Length - 4; i += 4)
        {
            sum += Vector4.Abs(new Vector4(a[i..]) - new Vector4(b[i..]));
            if ((i & 31) == 28 && sum.X + sum.Y + sum.Z + sum.W > most)
                return float.PositiveInfinity;
        }

        float total = sum.X + sum.Y + sum.Z + sum.W;
        for (; i < a.Length; i++)
            total += Math.Abs(a[i] - b[i]);
        return total;
    }
}
