using ActorDetector.Learning.Rows;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Learning.Tests.Rows;

public sealed class WeightedRowsTests
{
    public static TheoryData<WeightedRows, string> Unusable => new()
    {
        { new(2, [], []), "no row" },
        { new(0, [], [1]), "column" },
        { new(2, [1, 2, 3], [1]), "3 numbers" },
        { new(1, [1, 2], [1, -1]), "Row 1 has weight -1" },
        { new(1, [1, 2], [1, float.NaN]), "Row 1 has weight NaN" },
        { new(1, [1, 2], [0, 0]), "no row" },
        { new(2, [1, 2, 3, float.NaN], [1, 1]), "Row 1 has NaN in column 1" },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void Rows_that_nothing_can_be_learned_from_are_refused_with_what_is_wrong(WeightedRows rows, string says) =>
        Should.Throw<ArgumentException>(() => rows.Check("rows")).Message.ShouldContain(says);

    [Theory]
    [InlineData(0, 9)]
    [InlineData(0.1, 9)]
    [InlineData(0.25, 5)]
    [InlineData(0.5, 5)]
    [InlineData(0.75, 1)]
    [InlineData(0.99, 1)]
    public void A_quantile_leaves_at_most_its_share_of_the_weight_above(double above, float quantile) =>
        WeightedQuantile.Of([9, 1, 5, 20], [1, 1, 2, 0], above).ShouldBe(quantile);

    [Fact]
    public void A_quantile_of_weighted_values_is_that_of_the_values_one_by_one() =>
        Prop.ForAll(MadeRows.Any(), Gen.Choose(0, 99).ToArbitrary(), (rows, percent) =>
        {
            float[] values = [.. Enumerable.Range(0, rows.Count).Select(row => rows.Row(row)[0])];
            float[] ordered = [.. Enumerable.Range(0, rows.Count).SelectMany(row => Enumerable.Repeat(values[row], (int)rows.Weights[row])).Order()];
            int over = (int)Math.Floor((percent / 100.0 * ordered.Length) + 1e-9);
            return WeightedQuantile.Of(values, rows.Weights, percent / 100.0) == ordered[^(over + 1)];
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_quantile_of_nothing_is_refused()
    {
        Should.Throw<ArgumentException>(() => WeightedQuantile.Of([], [], 0.1)).Message.ShouldContain("no value");
        Should.Throw<ArgumentException>(() => WeightedQuantile.Of([1], [], 0.1)).Message.ShouldContain("weights");
        Should.Throw<ArgumentException>(() => WeightedQuantile.Of([1], [1], 1)).Message.ShouldContain("share");
    }

    [Fact]
    public void A_term_weighs_more_the_fewer_rows_have_it() =>
        // Of eight rows all, two and none have it: ln 1, ln(8 / 2) and ln(8 + 1).
        TermWeights.Of(MadeRows.Weighted([6, 2], [1, 0, 0], [5, 3, 0])).ShouldBe([0, MathF.Log(4), MathF.Log(9)], 1e-6);
}
