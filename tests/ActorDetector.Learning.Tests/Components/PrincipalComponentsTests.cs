using System.ComponentModel.DataAnnotations;
using ActorDetector.Learning.Components;
using ActorDetector.Learning.Rows;
using ActorDetector.Learning.Tensors;
using ActorDetector.Learning.Tests.Rows;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Learning.Tests.Components;

public sealed class PrincipalComponentsTests
{
    private static readonly ComponentOptions Default = new();

    private static readonly WeightedRows Counts = MadeRows.Weighted(
        [5, 3, 1, 2, 1, 4], [3, 1, 0, 2, 1], [3, 0, 1, 2, 2], [2, 0, 2, 4, 0], [1, 1, 0, 0, 5], [0, 2, 0, 1, 1], [4, 0, 1, 0, 0]);

    private static readonly WeightedRows Others = MadeRows.Of([3, 1, 0, 2, 1], [0, 0, 9, 0, 0], [3, 3, 3, 3, 3]);

    // numpy 1.24 and scipy: eigh of the weighted covariance of counts · ln(16 / df), and the formula of the Q statistic with
    // norm.ppf(1 − alpha / 2).
    [Theory]
    [InlineData(0.7, 0.001, 2, 2.7033030f, new[] { 0.11272341f, 20.78466197f, 5.71977766f })]
    [InlineData(0.7, 0.05, 2, 1.0228387f, new[] { 0.11272341f, 20.78466197f, 5.71977766f })]
    [InlineData(0.95, 0.001, 3, 0.29853775f, new[] { 0.01656094f, 16.33723483f, 5.33911526f })]
    public void Errors_and_threshold_are_those_of_numpy(double variance, double alpha, int count, float threshold, float[] scores)
    {
        PrincipalComponents found = PrincipalComponents.Train(Counts, new() { ComponentVariance = variance, ComponentAlpha = alpha });
        found.Count.ShouldBe(count);
        found.Threshold.ShouldBe(threshold, 1e-5f * threshold);
        foreach ((float score, float expected) in found.Scores(Others).Zip(scores))
            score.ShouldBe(expected, 1e-5f * expected);
    }

    [Fact]
    public void Each_columns_share_of_the_error_is_that_of_numpy()
    {
        float[] shares = PrincipalComponents.Train(Counts, new() { ComponentVariance = 0.7 }).Contributions(Others.Row(1));
        foreach ((float share, float expected) in shares.Zip([0.24904466f, 3.02301672f, 14.59434206f, 0.0221036f, 2.89615493f]))
            share.ShouldBe(expected, 1e-4f);
    }

    [Fact]
    public void Fewer_rows_than_columns_give_what_numpy_gives()
    {
        // As above, of the first three rows; a column that none of them has is weighted by ln(9 + 1).
        WeightedRows three = new(5, Counts.Values[..15], Counts.Weights[..3]);
        PrincipalComponents found = PrincipalComponents.Train(three, new() { ComponentVariance = 0.6 });
        found.Count.ShouldBe(1);
        found.Threshold.ShouldBe(0.22374791f, 1e-5f);
        found.Score(Others.Row(1)).ShouldBe(7.62175132f, 1e-4f);
    }

    [Fact]
    public void Where_the_q_statistic_is_undefined_moments_are_matched_by_chi_squared()
    {
        // A column of its own for each of 60 rows, and two rows with much of the first and of the second: one large eigenvalue and many
        // small ones are left, so h₀ = −0.44. scipy: φ₂/φ₁ · chi2.ppf(1 − 0.0005, φ₁²/φ₂).
        float[][] rows = [.. Enumerable.Range(0, 62).Select(_ => new float[60])];
        for (int i = 0; i < 60; i++)
            rows[i][i] = 1;
        rows[60][0] = 9;
        rows[61][1] = 8;
        PrincipalComponents found = PrincipalComponents.Train(MadeRows.Of(rows), new() { ComponentVariance = 0.01 });
        found.Count.ShouldBe(1);
        found.Threshold.ShouldBe(121.232304f, 0.001f);
    }

    [Fact]
    public void Without_a_residual_only_rounding_is_normal()
    {
        PrincipalComponents found = PrincipalComponents.Train(Counts, new() { ComponentVariance = 1 });
        found.Count.ShouldBe(5);
        found.Scores(MadeRows.Of([3, 1, 0, 2, 1], [900, 7, 9, 1, 3])).ShouldAllBe(score => score <= found.Threshold);
        found.Threshold.ShouldBeInRange(1e-8f, 1e-4f);
    }

    [Fact]
    public void A_single_component_is_found_and_what_lies_off_it_is_anomalous()
    {
        PrincipalComponents found = PrincipalComponents.Train(MadeRows.Of([0, 0, 1], [1, 2, 1], [2, 4, 1], [3, 6, 1]), Default);
        found.Count.ShouldBe(1);
        found.Score([5, 10, 1]).ShouldBeLessThanOrEqualTo(found.Threshold);
        found.Score([5, 9, 1]).ShouldBeGreaterThan(found.Threshold);
    }

    [Fact]
    public void Rows_that_do_not_vary_leave_no_component_and_every_new_event_is_anomalous()
    {
        PrincipalComponents found = PrincipalComponents.Train(MadeRows.Weighted([7], [[4, 0.1f, 0]]), Default);
        found.Count.ShouldBe(0);
        found.Threshold.ShouldBe(0);
        found.Score([4, 0.1f, 0]).ShouldBe(0);
        found.Score([4, 0.1f, 1]).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_row_without_weight_is_not_learned_from()
    {
        PrincipalComponents with = PrincipalComponents.Train(MadeRows.Weighted([2, 0, 3, 1], [1, 2], [90, 7], [0, 1], [3, 0]), Default);
        PrincipalComponents without = PrincipalComponents.Train(MadeRows.Weighted([2, 3, 1], [1, 2], [0, 1], [3, 0]), Default);
        with.Scores(Square).ShouldBe(without.Scores(Square));
    }

    [Fact]
    public void Rows_with_weights_are_as_if_they_stood_there_one_by_one()
    {
        PrincipalComponents byWeight = PrincipalComponents.Train(Counts, Default);
        PrincipalComponents oneByOne = PrincipalComponents.Train(MadeRows.Repeated(Counts), Default);
        byWeight.Threshold.ShouldBe(oneByOne.Threshold, 1e-5f);
        foreach ((float weighted, float single) in byWeight.Scores(Others).Zip(oneByOne.Scores(Others)))
            weighted.ShouldBe(single, 1e-4f);
    }

    [Fact]
    public void Huge_counts_have_a_threshold()
    {
        PrincipalComponents found = PrincipalComponents.Train(MadeRows.Of([0, 1e30f], [1e35f, 0], [5, 1], [0, 0]), Default);
        float.IsFinite(found.Threshold).ShouldBeTrue();
        float.IsNaN(found.Score([1e38f, 1])).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, 0.001, "ComponentVariance is 0; it must be from 0.01 to 1.")]
    [InlineData(0.95, double.NaN, "ComponentAlpha is NaN; it must be from 1E-09 to 0.5.")]
    public void A_bad_option_is_named_with_its_value_and_its_range(double variance, double alpha, string message) =>
        Should.Throw<ValidationException>(
            () => PrincipalComponents.Train(Counts, new() { ComponentVariance = variance, ComponentAlpha = alpha })).Message.ShouldBe(message);

    [Fact]
    public void A_row_that_does_not_fit_is_refused()
    {
        PrincipalComponents found = PrincipalComponents.Train(Counts, Default);
        Should.Throw<ArgumentException>(() => found.Score([1])).Message.ShouldContain("1 columns");
        Should.Throw<ArgumentException>(() => found.Score([1, 2, 3, 4, float.PositiveInfinity])).Message.ShouldContain("finite");
    }

    [Fact]
    public void Shares_add_up_to_the_score_which_is_the_same_when_trained_again_and_after_a_file() =>
        Prop.ForAll(MadeRows.Any(), rows =>
        {
            PrincipalComponents found = PrincipalComponents.Train(rows, Default), again = PrincipalComponents.Train(rows, Default);
            PrincipalComponents back = PrincipalComponents.From(found.Saved());
            float[] scores = found.Scores(rows);
            float score = scores[^1], shares = found.Contributions(rows.Row(rows.Count - 1)).Sum();
            return scores.SequenceEqual(back.Scores(rows)) && scores.SequenceEqual(again.Scores(rows)) && back.Threshold == found.Threshold
                && scores.All(float.IsFinite) && Math.Abs(shares - score) <= 1e-4f * (1 + score);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Tensors_that_cannot_be_are_refused_by_name()
    {
        IReadOnlyDictionary<string, Tensor> saved = PrincipalComponents.Train(Counts, Default).ToTensors();
        foreach (string name in saved.Keys)
        {
            Should.Throw<FormatException>(() => PrincipalComponents.From(saved.Where(one => one.Key != name).ToDictionary())).Message.ShouldContain(name);
            Should.Throw<FormatException>(() => PrincipalComponents.From(saved.With(name, values => [.. values, 1]))).Message.ShouldContain("components.");
            Should.Throw<FormatException>(() => PrincipalComponents.From(saved.With(name, values => [float.NaN, .. values[1..]])))
                .Message.ShouldContain(name);
        }
    }

    private static WeightedRows Square => MadeRows.Of([0, 0], [0, 5], [5, 0], [5, 5]);
}
