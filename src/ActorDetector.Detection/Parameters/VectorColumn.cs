using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Parameters;

/// <summary>One number of a vector, and the scale that it is brought to.</summary>
/// <param name="Index">Its place in the vectors.</param>
/// <param name="Unit">Numbers far from 0 in this unit count by their logarithm; 0 where they count as they are.</param>
/// <param name="Centre">What becomes 0.</param>
/// <param name="Spread">What becomes 1; 0 for a column that never changed in training: any other value is anomalous.</param>
/// <param name="Least">The least scaled number in training.</param>
/// <param name="Most">The greatest.</param>
internal sealed record VectorColumn(int Index, double Unit, double Centre, double Spread, float Least, float Most)
{
    // Beyond it nothing is more anomalous, and squares stay finite.
    private const double Limit = 1e6;

    // The skewness of an exponential distribution: what has more is no longer told well by a mean and a deviation.
    private const double Skewed = 2;

    /// <summary>Whether the column never changed in training.</summary>
    public bool IsConstant => Spread == 0;

    /// <summary>The scale of a column.</summary>
    /// <param name="index">Its place.</param>
    /// <param name="values">Its numbers in the training part; at least one that is not NaN.</param>
    /// <param name="scaling">How it is scaled.</param>
    public static VectorColumn Of(int index, ReadOnlySpan<double> values, VectorScaling scaling)
    {
        double[] known = [.. values.ToArray().Where(value => !double.IsNaN(value))];
        double least = known.Min(), most = known.Max();
        if (least == most)
            return new(index, 0, least, 0, 0, 0);
        double unit = Math.Abs(Skewness(known)) > Skewed ? Median(known) : 0;
        double[] bent = [.. known.Select(value => Bend(value, unit))];
        double centre = scaling == VectorScaling.MinMax ? bent.Min() : bent.Average();
        double spread = scaling == VectorScaling.MinMax ? bent.Max() - centre : Deviation(bent, centre);
        return new(index, unit, centre, spread, (float)((bent.Min() - centre) / spread), (float)((bent.Max() - centre) / spread));
    }

    /// <summary>A number on the column's scale; NaN is its centre.</summary>
    public float Scale(double value) => double.IsNaN(value) || IsConstant
        ? 0
        : (float)Math.Clamp((Bend(value, Unit) - Centre) / Spread, -Limit, Limit);

    /// <summary>A scaled number, but none beyond those of training: what a network never saw would lead it astray.</summary>
    public float Within(float scaled) => Math.Clamp(scaled, Least, Most);

    /// <summary>The number that has this place on the scale.</summary>
    public double Unscale(float scaled)
    {
        double bent = (scaled * Spread) + Centre;
        return Unit == 0 ? bent : Unit * Math.Sinh(bent);
    }

    public JsonObject Keep() => new()
    {
        ["index"] = Index,
        ["unit"] = Unit,
        ["centre"] = Centre,
        ["spread"] = Spread,
        ["least"] = Least,
        ["most"] = Most,
    };

    /// <exception cref="FormatException">It is no column.</exception>
    public static VectorColumn Read(JsonObject json) => new(
        json.Number<int>("index"), json.Number<double>("unit"), json.Number<double>("centre"), json.Number<double>("spread"), json.Number<float>("least"), json.Number<float>("most"));

    private static double Bend(double value, double unit) => unit == 0 ? value : Math.Asinh(value / unit);

    private static double Median(double[] values)
    {
        double[] sizes = [.. values.Select(Math.Abs).Where(size => size > 0).Order()];
        return sizes[sizes.Length / 2];
    }

    private static double Deviation(double[] values, double mean) => Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));

    private static double Skewness(double[] values)
    {
        double mean = values.Average(), deviation = Deviation(values, mean);
        return values.Average(value => Math.Pow((value - mean) / deviation, 3));
    }
}
