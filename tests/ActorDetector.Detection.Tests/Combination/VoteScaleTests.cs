using ActorDetector.Detection.Combination;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Detection.Tests.Combination;

public sealed class VoteScaleTests
{
    private static readonly double[] Thousand = [.. Enumerable.Range(0, 1_000).Select(score => (double)score)];

    [Fact]
    public void The_share_that_is_asked_for_is_above_the_threshold()
    {
        VoteScale scale = VoteScale.Calibrate(Thousand, 0.01, threshold: null);

        scale.Threshold.ShouldBe(989);
        Thousand.Count(scale.Counts).ShouldBe(10);
    }

    // Excesses 10, 9 ... 1 over 989 have the median 5, so the scale is 5 / ln 2 and a tenth of the share is above 989 + 5 ln 10 / ln 2 = 1005.6,
    // which is beyond the highest score.
    [Fact]
    public void A_whole_vote_begins_beyond_the_highest_normal_score_where_the_tail_would_put_it_further() =>
        VoteScale.Calibrate(Thousand, 0.01, threshold: null).Sure.ShouldBe(999);

    [Fact]
    public void One_outlier_among_the_normal_scores_does_not_matter()
    {
        VoteScale scale = VoteScale.Calibrate([.. Thousand.SkipLast(1), 1e9], 0.01, threshold: null);

        scale.Threshold.ShouldBe(989);
        scale.Sure.ShouldBe(989 + (5 * Math.Log(10) / Math.Log(2)), 1e-9);
    }

    [Fact]
    public void The_order_of_the_scores_does_not_matter() =>
        VoteScale.Calibrate([.. Thousand.Reverse()], 0.01, threshold: null).ShouldBe(VoteScale.Calibrate(Thousand, 0.01, threshold: null));

    [Fact]
    public void The_threshold_of_the_method_itself_is_kept() => VoteScale.Calibrate(Thousand, 0.01, threshold: 500).Threshold.ShouldBe(500);

    [Theory]
    [InlineData(null)]
    [InlineData(0.0)]
    public void Where_no_normal_score_is_above_the_threshold_every_one_is_a_whole_vote(double? threshold)
    {
        VoteScale scale = VoteScale.Calibrate([0, 0, 0], 0.005, threshold);

        (scale.Vote(0), scale.Vote(1e-9)).ShouldBe((0, 1));
    }

    [Fact]
    public void Without_normal_scores_there_is_no_vote_but_by_the_threshold_of_the_method()
    {
        VoteScale.Calibrate([], 0.005, threshold: null).IsSilent.ShouldBeTrue();
        (VoteScale.Calibrate([], 0.005, threshold: 3).Vote(3), VoteScale.Calibrate([], 0.005, threshold: 3).Vote(3.1)).ShouldBe((0, 1));
    }

    [Fact]
    public void What_is_silent_never_votes() => new[] { 0, 1, 1e300 }.ShouldAllBe(score => VoteScale.Silent.Vote(score) == 0);

    [Fact]
    public void A_vote_grows_from_half_to_three_quarters_of_the_weight_until_it_is_sure()
    {
        var scale = new VoteScale(10, 20, Weight: 0.8);

        new double[] { 10, 15, 20, 21 }.Select(scale.Vote).ShouldBe([0, 0.8 * 0.625, 0.8 * 0.75, 1]);
        scale.Vote(10.0001).ShouldBe(0.8 * 0.5, 1e-5);
    }

    [Fact]
    public void A_vote_that_is_not_sure_never_makes_a_whole_one_alone_and_two_of_full_weight_do() => Check(given =>
    {
        var scale = new VoteScale(given.Threshold, given.Threshold + given.Width);
        double unsure = scale.Vote(given.Threshold + (given.Share * given.Width));

        unsure.ShouldBeInRange(DetectorCombination.Whole / 2, 0.75);
    });

    [Fact]
    public void A_higher_score_never_has_a_lesser_vote() => Check(given =>
    {
        var scale = new VoteScale(given.Threshold, given.Threshold + given.Width, given.Share);
        double[] votes = [.. Enumerable.Range(-5, 30).Select(step => scale.Vote(given.Threshold + (given.Width * step / 10)))];

        votes.ShouldBeInOrder();
        votes.ShouldAllBe(vote => vote >= 0 && vote <= DetectorCombination.Whole);
    });

    private static void Check(Action<(double Threshold, double Width, double Share)> check) => Prop.ForAll(
        (from threshold in Gen.Choose(-1_000, 1_000)
         from width in Gen.Choose(1, 1_000)
         from share in Gen.Choose(1, 100)
         select (threshold / 8.0, width / 8.0, share / 100.0)).ToArbitrary(),
        check).QuickCheckThrowOnFailure();
}
