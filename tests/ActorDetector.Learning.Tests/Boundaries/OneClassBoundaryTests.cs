using System.ComponentModel.DataAnnotations;
using ActorDetector.Learning.Boundaries;
using ActorDetector.Learning.Rows;
using ActorDetector.Learning.Tensors;
using ActorDetector.Learning.Tests.Rows;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Learning.Tests.Boundaries;

public sealed class OneClassBoundaryTests
{
    private static readonly BoundaryOptions Loose = new() { BoundaryNu = 0.3, BoundaryGamma = 0.5 };

    private static readonly WeightedRows Cloud = MadeRows.Weighted([4, 2, 3, 1, 5, 1], [0, 0], [1, 0], [0, 1], [1, 1], [0.5f, 0.5f], [3, 3]);

    [Fact]
    public void Scores_are_those_of_another_implementation()
    {
        // scikit-learn 1.2.1: m = OneClassSVM(nu=0.3, gamma=0.5, tol=1e-10) of each row as often as its weight says;
        // ln(m.offset_ / m.score_samples(…)), and for the row far off, where that is infinite, the same from m.dual_coef_ by logarithms.
        OneClassBoundary boundary = OneClassBoundary.Train(Cloud, Loose, 1);
        boundary.Score([0.5f, 0.5f]).ShouldBe(-0.18660819f, 1e-5f);
        boundary.Score([2, 2]).ShouldBe(1.02669282f, 1e-5f);
        boundary.Score([3, 3]).ShouldBe(0.87950975f, 1e-5f);
        boundary.Score([0, 0]).ShouldBe(0, 1e-5f);
        boundary.Score([100, 0]).ShouldBe(4709.89904f, 0.01f);
    }

    [Fact]
    public void Rows_with_weights_give_the_boundary_of_the_rows_one_by_one()
    {
        OneClassBoundary byWeight = OneClassBoundary.Train(Cloud, Loose, 1), oneByOne = OneClassBoundary.Train(MadeRows.Repeated(Cloud), Loose, 1);
        foreach ((float weighted, float single) in byWeight.Scores(Cloud).Zip(oneByOne.Scores(Cloud)))
            weighted.ShouldBe(single, 1e-5f);
    }

    [Fact]
    public void The_further_off_a_row_the_higher_its_score()
    {
        OneClassBoundary boundary = OneClassBoundary.Train(Cloud, Loose, 1);
        float[] scores = boundary.Scores(MadeRows.Of([0, 5], [0, 50], [0, 500], [0, 1e6f], [0, 1e15f]));
        scores.ShouldBeInOrder(SortDirection.Ascending);
        scores.Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public void At_most_the_share_nu_of_the_rows_lies_outside() =>
        Prop.ForAll(MadeRows.Any(), Gen.Choose(1, 100).ToArbitrary(), (rows, percent) =>
        {
            OneClassBoundary boundary = OneClassBoundary.Train(rows, new() { BoundaryNu = percent / 100.0 }, 1);
            double outside = boundary.Scores(rows).Zip(rows.Weights).Sum(one => one.First > boundary.Threshold ? one.Second : 0);
            return outside <= (percent / 100.0 * rows.TotalWeight) + 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_lies_far_off_is_outside_and_the_column_that_is_off_contributes_most()
    {
        OneClassBoundary boundary = OneClassBoundary.Train(Cloud, new() { BoundaryNu = 0.01 }, 1);
        boundary.Score([0.5f, 900]).ShouldBeGreaterThan(boundary.Threshold);
        float[] contributions = boundary.Contributions([0.5f, 900]);
        contributions[1].ShouldBeGreaterThan(100 * contributions[0]);
    }

    [Fact]
    public void Gamma_is_by_default_one_over_the_total_variance()
    {
        // The mean is (1, 2); the variances are 1 and 4.
        WeightedRows corners = MadeRows.Of([0, 0], [2, 4], [0, 4], [2, 0]);
        float[] byDefault = OneClassBoundary.Train(corners, new() { BoundaryNu = 0.5 }, 1).Scores(Cloud);
        byDefault.ShouldBe(OneClassBoundary.Train(corners, new() { BoundaryNu = 0.5, BoundaryGamma = 0.2 }, 1).Scores(Cloud));
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(1)]
    public void Rows_that_do_not_vary_are_inside_and_all_others_outside(double nu)
    {
        OneClassBoundary boundary = OneClassBoundary.Train(MadeRows.Weighted([9], [[4, 4]]), new() { BoundaryNu = nu }, 1);
        boundary.SupportCount.ShouldBe(1);
        boundary.Score([4, 4]).ShouldBeLessThanOrEqualTo(boundary.Threshold);
        boundary.Score([4, 5]).ShouldBeGreaterThan(boundary.Threshold);
    }

    [Fact]
    public void A_row_without_weight_is_not_learned_from() =>
        OneClassBoundary.Train(MadeRows.Weighted([2, 0, 3], [1, 2], [9, 9], [0, 1]), Loose, 1).Scores(Cloud)
            .ShouldBe(OneClassBoundary.Train(MadeRows.Weighted([2, 3], [1, 2], [0, 1]), Loose, 1).Scores(Cloud));

    [Fact]
    public void Of_more_rows_than_allowed_as_many_are_drawn_by_weight()
    {
        WeightedRows many = MadeRows.Weighted(
            [.. Enumerable.Range(0, 300).Select(i => i < 10 ? 1_000f : 1)], [.. Enumerable.Range(0, 300).Select(i => (float[])[i, i % 7])]);
        OneClassBoundary boundary = OneClassBoundary.Train(many, new() { BoundaryNu = 1, BoundaryRows = 50 }, 1);
        boundary.SupportCount.ShouldBeInRange(5, 20);
        boundary.Score([5, 5]).ShouldBeLessThan(boundary.Score([200, 4]));
        OneClassBoundary.Train(many, new() { BoundaryNu = 1, BoundaryRows = 50 }, 1).Scores(many).ShouldBe(boundary.Scores(many));
        OneClassBoundary.Train(many, new() { BoundaryNu = 1, BoundaryRows = 50 }, 2).Scores(many).ShouldNotBe(boundary.Scores(many));
    }

    public static TheoryData<string, BoundaryOptions> Changes => new()
    {
        { nameof(BoundaryOptions.BoundaryNu), Loose with { BoundaryNu = 0.6 } },
        { nameof(BoundaryOptions.BoundaryGamma), Loose with { BoundaryGamma = 0.7 } },
        { nameof(BoundaryOptions.BoundaryRows), Loose with { BoundaryRows = 3 } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void An_option_takes_effect(string option, BoundaryOptions changed) =>
        OneClassBoundary.Train(Cloud, changed, 1).Scores(Cloud).ShouldNotBe(OneClassBoundary.Train(Cloud, Loose, 1).Scores(Cloud), option);

    [Theory]
    [InlineData(0.0, 1.0, "BoundaryNu is 0; it must be from 1E-06 to 1.")]
    [InlineData(0.5, 0.0, "BoundaryGamma is 0; it must be from 1E-12 to 1000000000000.")]
    public void A_bad_option_is_named_with_its_value_and_its_range(double nu, double gamma, string message) =>
        Should.Throw<ValidationException>(() => OneClassBoundary.Train(Cloud, new() { BoundaryNu = nu, BoundaryGamma = gamma }, 1))
            .Message.ShouldBe(message);

    [Fact]
    public void A_row_that_does_not_fit_is_refused()
    {
        OneClassBoundary boundary = OneClassBoundary.Train(Cloud, Loose, 1);
        Should.Throw<ArgumentException>(() => boundary.Score([1])).Message.ShouldContain("1 columns");
        Should.Throw<ArgumentException>(() => boundary.Score([1, float.NaN])).Message.ShouldContain("NaN");
    }

    [Fact]
    public void Training_stops_when_told() => Should.Throw<OperationCanceledException>(
        () => OneClassBoundary.Train(Cloud, Loose, 1, new CancellationToken(canceled: true)));

    [Fact]
    public void Scores_are_the_same_after_a_file() =>
        Prop.ForAll(MadeRows.Any(), rows =>
        {
            OneClassBoundary boundary = OneClassBoundary.Train(rows, new(), 1), back = OneClassBoundary.From(boundary.Saved());
            return boundary.Scores(rows).SequenceEqual(back.Scores(rows)) && back.Threshold == boundary.Threshold
                && boundary.Contributions(rows.Row(0)).SequenceEqual(back.Contributions(rows.Row(0)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Tensors_that_cannot_be_are_refused_by_name()
    {
        IReadOnlyDictionary<string, Tensor> saved = OneClassBoundary.Train(Cloud, Loose, 1).ToTensors();
        foreach (string name in saved.Keys)
        {
            Should.Throw<FormatException>(() => OneClassBoundary.From(saved.Where(one => one.Key != name).ToDictionary())).Message.ShouldContain(name);
            Should.Throw<FormatException>(() => OneClassBoundary.From(saved.With(name, values => [.. values, 1]))).Message.ShouldContain(name);
            Should.Throw<FormatException>(() => OneClassBoundary.From(saved.With(name, values => [float.NaN, .. values[1..]]))).Message.ShouldContain(name);
        }

        Should.Throw<FormatException>(() => OneClassBoundary.From(saved.With("boundary.gamma", _ => [-1]))).Message.ShouldContain("boundary.gamma");
    }
}
