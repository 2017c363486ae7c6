using ActorDetector.Learning.Rows;
using ActorDetector.Learning.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Learning.Tests.Rows;

/// <summary>Rows for tests.</summary>
internal static class MadeRows
{
    /// <summary>Rows with a weight each.</summary>
    public static WeightedRows Weighted(float[] weights, params float[][] rows) => new(rows[0].Length, [.. rows.SelectMany(row => row)], weights);

    /// <summary>Rows with weight 1.</summary>
    public static WeightedRows Of(params float[][] rows) => Weighted([.. rows.Select(_ => 1f)], rows);

    /// <summary>Each row as often as its weight says, with weight 1.</summary>
    public static WeightedRows Repeated(WeightedRows rows) => Of([.. Enumerable.Range(0, rows.Count)
        .SelectMany(row => Enumerable.Repeat(rows.Row(row).ToArray(), (int)rows.Weights[row]))]);

    /// <summary>1 to 30 rows of small counts in 1 to 5 columns, with weights from 0, at least one above it.</summary>
    public static Arbitrary<WeightedRows> Any()
    {
        Gen<WeightedRows> generator =
            from columns in Gen.Choose(1, 5)
            from count in Gen.Choose(1, 30)
            from values in Gen.Choose(0, 9).ArrayOf(count * columns)
            from weights in Gen.Choose(0, 5).ArrayOf(count).Where(weights => weights.Any(weight => weight > 0))
            select new WeightedRows(columns, [.. values.Select(value => (float)value)], [.. weights.Select(weight => (float)weight)]);
        return generator.ToArbitrary();
    }

    /// <summary>The scores of rows.</summary>
    public static float[] Scores(this IRowModel model, WeightedRows rows) =>
        [.. Enumerable.Range(0, rows.Count).Select(row => model.Score(rows.Row(row)))];

    /// <summary>Tensors as they come back from a file.</summary>
    public static IReadOnlyDictionary<string, Tensor> Saved(this IRowModel model)
    {
        using MemoryStream file = new();
        Safetensors.Write(file, model.ToTensors());
        file.Position = 0;
        return Safetensors.Read(file);
    }

    /// <summary>The tensors with one of them as a change makes it.</summary>
    public static Dictionary<string, Tensor> With(this IReadOnlyDictionary<string, Tensor> tensors, string name, Func<float[], float[]> change)
    {
        float[] values = change([.. tensors[name].Values]);
        int[] shape = values.Length == tensors[name].Values.Length ? [.. tensors[name].Shape] : [values.Length];
        return new(tensors) { [name] = new(shape, values) };
    }
}
