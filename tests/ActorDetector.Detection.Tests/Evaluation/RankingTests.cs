using ActorDetector.Detection.Evaluation;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Detection.Tests.Evaluation;

public sealed class RankingTests
{
    [Fact]
    public void Anomalies_before_all_the_normal_make_a_perfect_ranking()
    {
        Ranking ranking = new([new(3, true), new(2, true), new(1, false), new(0, false, 5)]);

        ranking.AreaUnderRoc.ShouldBe(1);
        ranking.AveragePrecision.ShouldBe(1);
    }

    [Fact]
    public void Anomalies_behind_all_the_normal_make_the_worst()
    {
        Ranking ranking = new([new(1, true), new(2, false)]);

        ranking.AreaUnderRoc.ShouldBe(0);
        ranking.AveragePrecision.ShouldBe(0.5);
    }

    [Fact]
    public void Equal_scores_are_one_point_whatever_their_order()
    {
        ScoredLabel[] scores = [new(1, true), new(1, false), new(1, false), new(1, true)];

        Ranking ranking = new(scores);

        ranking.Points.Count.ShouldBe(2);
        ranking.Points[0].ShouldBe(new RankingPoint(double.PositiveInfinity, new Confusion(0, 0, 2, 2)));
        ranking.Points[1].ShouldBe(new RankingPoint(1, new Confusion(2, 2, 0, 0)));
        ranking.AreaUnderRoc.ShouldBe(0.5);
        ranking.AveragePrecision.ShouldBe(0.5);
        new Ranking(scores.Reverse()).AveragePrecision.ShouldBe(0.5);
    }

    [Fact]
    public void Average_precision_adds_precision_by_the_recall_that_it_brings()
    {
        Ranking ranking = new([new(4, true), new(3, false), new(2, true), new(1, false)]);

        ranking.AveragePrecision.ShouldBe((0.5 * 1) + (0.5 * 2 / 3), 1e-12);
        ranking.AreaUnderRoc.ShouldBe(0.75);
    }

    [Fact]
    public void An_infinite_score_is_ranked_first()
    {
        Ranking ranking = new([new(double.PositiveInfinity, true), new(5, false)]);

        ranking.AreaUnderRoc.ShouldBe(1);
    }

    [Fact]
    public void Without_scores_or_with_one_label_alone_there_is_nothing_to_tell()
    {
        new Ranking([]).AreaUnderRoc.ShouldBe(0.5);
        new Ranking([]).AveragePrecision.ShouldBe(0);
        new Ranking([new(1, false)]).AreaUnderRoc.ShouldBe(0.5);
        new Ranking([new(1, true)]).AreaUnderRoc.ShouldBe(0.5);
    }

    [Fact]
    public void A_score_that_is_no_number_is_refused() =>
        Should.Throw<ArgumentException>(() => new Ranking([new(double.NaN, true)]));

    [Fact]
    public void The_area_is_the_chance_that_an_anomaly_outscores_the_normal() => Prop.ForAll<(byte Score, bool Anomalous, byte Weight)[]>(items =>
    {
        ScoredLabel[] scores = [.. items.Select(item => new ScoredLabel(item.Score % 8, item.Anomalous, (item.Weight % 3) + 1))];
        if (scores.All(score => score.Anomalous) || scores.All(score => !score.Anomalous))
            return true;

        double won = 0, pairs = 0;
        foreach (ScoredLabel anomaly in scores.Where(score => score.Anomalous))
        {
            foreach (ScoredLabel normal in scores.Where(score => !score.Anomalous))
            {
                double weight = anomaly.Weight * normal.Weight;
                pairs += weight;
                won += weight * (anomaly.Score > normal.Score ? 1 : anomaly.Score == normal.Score ? 0.5 : 0);
            }
        }

        return Math.Abs(new Ranking(scores).AreaUnderRoc - (won / pairs)) < 1e-9;
    }).QuickCheckThrowOnFailure();
}
