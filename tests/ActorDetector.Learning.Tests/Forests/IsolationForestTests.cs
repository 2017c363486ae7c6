using System.ComponentModel.DataAnnotations;
using ActorDetector.Learning.Forests;
using ActorDetector.Learning.Rows;
using ActorDetector.Learning.Tensors;
using ActorDetector.Learning.Tests.Rows;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Learning.Tests.Forests;

public sealed class IsolationForestTests
{
    private static readonly ForestOptions Small = new() { ForestTrees = 20, ForestSample = 16 };

    // (i · 37 mod 101) / 10 and (i · 53 mod 97) / 10: spread over a square.
    private static readonly WeightedRows Square = MadeRows.Of(
        [.. Enumerable.Range(0, 200).Select(i => (float[])[i * 37 % 101 / 10f, i * 53 % 97 / 10f])]);

    [Fact]
    public void A_score_is_that_of_the_expected_path_length()
    {
        // Three rows, 0, 1 and 10, depth at most 2. The first split is uniform in (0, 10]: it leaves 10 alone in 9 of 10 trees and 0 alone in
        // the rest. So E[h] = 1.9, 2 and 1.1, and c(3) = 2 (ln 2 + 0.5772) − 4/3 = 1.2074.
        WeightedRows rows = MadeRows.Of([[0], [1], [10]]);
        IsolationForest forest = IsolationForest.Train(rows, new() { ForestTrees = 1_000 }, 1);
        forest.Score([0]).ShouldBe(0.336f, 0.01f);
        forest.Score([1]).ShouldBe(0.317f, 0.01f);
        forest.Score([10]).ShouldBe(0.532f, 0.01f);
    }

    [Fact]
    public void Scores_are_those_of_another_implementation()
    {
        // scikit-learn 1.2.1: the mean over 8 seeds of −IsolationForest(n_estimators=1000, max_samples=64).fit(square).score_samples(…);
        // seeds differ by 0.005.
        IsolationForest forest = IsolationForest.Train(Square, new() { ForestTrees = 1_000, ForestSample = 64 }, 1);
        forest.Score([5, 5]).ShouldBe(0.470f, 0.015f);
        forest.Score([0, 0]).ShouldBe(0.637f, 0.015f);
        forest.Score([10, 9.5f]).ShouldBe(0.637f, 0.015f);
        forest.Score([20, 20]).ShouldBe(0.641f, 0.015f);
        forest.Score([5, 30]).ShouldBe(0.570f, 0.015f);
    }

    [Fact]
    public void Rows_with_weights_are_drawn_as_if_they_stood_there_one_by_one()
    {
        WeightedRows weighted = MadeRows.Weighted([50, 30, 19, 1], [0, 0], [0, 1], [1, 1], [6, 0]);
        ForestOptions options = new() { ForestTrees = 1_000, ForestSample = 16 };
        IsolationForest byWeight = IsolationForest.Train(weighted, options, 1);
        IsolationForest oneByOne = IsolationForest.Train(MadeRows.Repeated(weighted), options, 2);
        for (int row = 0; row < weighted.Count; row++)
            byWeight.Score(weighted.Row(row)).ShouldBe(oneByOne.Score(weighted.Row(row)), 0.02f);
    }

    [Fact]
    public void A_row_without_weight_is_not_learned_from() =>
        Scores(MadeRows.Weighted([5, 0, 3], [1, 2], [90, 90], [2, 1]), Small, 1, [4, 4])
            .ShouldBe(Scores(MadeRows.Weighted([5, 3], [1, 2], [2, 1]), Small, 1, [4, 4]));

    [Fact]
    public void The_column_that_isolates_a_row_contributes_most_and_all_add_up_to_the_steps_saved()
    {
        IsolationForest forest = IsolationForest.Train(Square, new() { ForestSample = 64 }, 1);
        float[] contributions = forest.Contributions([5, 30]);
        contributions[1].ShouldBeGreaterThan(contributions[0] + 0.5f);
        // c(64) = 2 (ln 63 + 0.5772) − 126/64.
        const double Average = 7.4720;
        double length = -Math.Log2(forest.Score([5, 30])) * Average;
        contributions.Sum().ShouldBe((float)(Average - length), 0.001f);
    }

    [Fact]
    public void A_constant_column_is_never_split_by()
    {
        IsolationForest forest = IsolationForest.Train(MadeRows.Of([[7, 1], [7, 2], [7, 3]]), Small, 1);
        forest.Score([7, 2]).ShouldBe(forest.Score([1_000, 2]));
        forest.Contributions([1_000, 2])[0].ShouldBe(0);
    }

    [Fact]
    public void Rows_that_do_not_vary_score_a_half_whatever_comes()
    {
        IsolationForest forest = IsolationForest.Train(MadeRows.Weighted([9], [[4, 4]]), Small, 1);
        forest.Score([4, 4]).ShouldBe(0.5f);
        forest.Score([400, -4]).ShouldBe(0.5f);
        forest.Threshold.ShouldBe(0.5f);
    }

    [Fact]
    public void A_single_row_scores_a_half() => IsolationForest.Train(MadeRows.Of([[3]]), Small, 1).Score([5]).ShouldBe(0.5f);

    [Fact]
    public void Numbers_next_to_each_other_and_far_apart_are_split()
    {
        float next = MathF.BitIncrement(1);
        IsolationForest forest = IsolationForest.Train(MadeRows.Of([[1], [next], [float.MaxValue], [float.MinValue]]), Small, 1);
        forest.Scores(MadeRows.Of([[1], [next], [float.MaxValue], [float.MinValue]])).ShouldAllBe(score => score > 0 && score < 1);
    }

    [Fact]
    public void The_threshold_leaves_the_contaminated_share_above()
    {
        IsolationForest forest = IsolationForest.Train(Square, Small with { ForestContamination = 0.1 }, 1);
        forest.Scores(Square).Count(score => score > forest.Threshold).ShouldBeInRange(15, 20);
        IsolationForest none = IsolationForest.Train(Square, Small with { ForestContamination = 0 }, 1);
        none.Threshold.ShouldBe(none.Scores(Square).Max());
    }

    [Fact]
    public void The_same_seed_gives_the_same_forest_and_another_seed_another()
    {
        Scores(Square, Small, 3, [5, 30]).ShouldBe(Scores(Square, Small, 3, [5, 30]));
        Scores(Square, Small, 3, [5, 30]).ShouldNotBe(Scores(Square, Small, 4, [5, 30]));
    }

    public static TheoryData<string, ForestOptions> Changes => new()
    {
        { nameof(ForestOptions.ForestTrees), Small with { ForestTrees = 21 } },
        { nameof(ForestOptions.ForestSample), Small with { ForestSample = 17 } },
        { nameof(ForestOptions.ForestContamination), Small with { ForestContamination = 0.3 } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void An_option_takes_effect(string option, ForestOptions changed) =>
        Scores(Square, changed, 1, [5, 30]).ShouldNotBe(Scores(Square, Small, 1, [5, 30]), option);

    [Fact]
    public void A_bad_option_is_named_with_its_value_and_its_range() =>
        Should.Throw<ValidationException>(() => IsolationForest.Train(Square, Small with { ForestContamination = 0.6 }, 1))
            .Message.ShouldBe("ForestContamination is 0.6; it must be from 0 to 0.5.");

    [Fact]
    public void A_row_that_does_not_fit_is_refused()
    {
        IsolationForest forest = IsolationForest.Train(Square, Small, 1);
        Should.Throw<ArgumentException>(() => forest.Score([1])).Message.ShouldContain("1 columns");
        Should.Throw<ArgumentException>(() => forest.Score([1, float.NaN])).Message.ShouldContain("NaN");
    }

    [Fact]
    public void Training_stops_when_told() => Should.Throw<OperationCanceledException>(
        () => IsolationForest.Train(Square, Small, 1, new CancellationToken(canceled: true)));

    [Fact]
    public void Scores_lie_between_0_and_1_and_are_the_same_after_a_file() =>
        Prop.ForAll(MadeRows.Any(), rows =>
        {
            IsolationForest forest = IsolationForest.Train(rows, Small, 1);
            IsolationForest back = IsolationForest.From(forest.Saved());
            float[] scores = forest.Scores(rows);
            return scores.All(score => score is > 0 and < 1) && scores.SequenceEqual(back.Scores(rows)) && back.Threshold == forest.Threshold
                && forest.Contributions(rows.Row(0)).SequenceEqual(back.Contributions(rows.Row(0)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_tensors_are_read_or_refused()
    {
        IReadOnlyDictionary<string, Tensor> saved = IsolationForest.Train(Square, Small, 1).ToTensors();
        string[] names = [.. saved.Keys];
        Gen<float> number = Gen.Elements(-1f, 0, 1, 2, 3, 1.5f, 1e9f, float.NaN);
        Prop.ForAll(
            Gen.Elements(names).ToArbitrary(),
            Gen.Choose(0, 10_000).ToArbitrary(),
            number.ToArbitrary(),
            (name, at, value) =>
            {
                try
                {
                    // What is read must also end: each path leads forward only.
                    IsolationForest forest = IsolationForest.From(saved.With(name, values => [.. values.Select((old, i) => i == at % values.Length ? value : old)]));
                    forest.Score(new float[forest.Columns]);
                }
                catch (FormatException)
                {
                    return true;
                }

                return true;
            }).QuickCheckThrowOnFailure();
        foreach (string name in names)
            Should.Throw<FormatException>(() => IsolationForest.From(saved.Where(one => one.Key != name).ToDictionary())).Message.ShouldContain(name);
    }

    private static float[] Scores(WeightedRows rows, ForestOptions options, ulong seed, float[] row)
    {
        IsolationForest forest = IsolationForest.Train(rows, options, seed);
        return [forest.Threshold, forest.Score(row)];
    }
}
