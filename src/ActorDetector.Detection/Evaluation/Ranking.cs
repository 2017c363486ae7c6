namespace ActorDetector.Detection.Evaluation;

/// <summary>How well scores put anomalies before the normal, whatever threshold is chosen.</summary>
public sealed class Ranking
{
    /// <summary>Ranks scores.</summary>
    /// <exception cref="ArgumentException">A score is NaN or a weight is negative.</exception>
    public Ranking(IEnumerable<ScoredLabel> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ScoredLabel[] ranked = [.. scores];
        if (ranked.Any(score => double.IsNaN(score.Score) || score.Weight < 0))
            throw new ArgumentException("a score must be a number and its weight not negative", nameof(scores));
        Array.Sort(ranked, (a, b) => b.Score.CompareTo(a.Score));
        Points = Sweep(ranked);
    }

    /// <summary>One point for each distinct score, from the highest down, after one at which nothing is flagged. Equal scores are flagged
    /// together: no order among them is made up.</summary>
    public IReadOnlyList<RankingPoint> Points { get; }

    /// <summary>The area under the ROC curve (recall over false-positive rate), by trapezoids: the chance that an anomaly outscores the normal,
    /// ties counting half. 0.5 when one of the two is missing.</summary>
    public double AreaUnderRoc
    {
        get
        {
            if (!HasBoth)
                return 0.5;
            double area = 0;
            for (int i = 1; i < Points.Count; i++)
            {
                Confusion from = Points[i - 1].Confusion, to = Points[i].Confusion;
                area += (to.FalsePositiveRate - from.FalsePositiveRate) * (from.Recall + to.Recall) / 2;
            }

            return area;
        }
    }

    /// <summary>Average precision: precision at each threshold, weighted by the recall that it adds. Not interpolated, as trapezoids flatter
    /// a precision-recall curve (Davis and Goadrich, ICML 2006). 0 without anomalies.</summary>
    public double AveragePrecision
    {
        get
        {
            double sum = 0;
            for (int i = 1; i < Points.Count; i++)
                sum += (Points[i].Confusion.Recall - Points[i - 1].Confusion.Recall) * Points[i].Confusion.Precision;
            return sum;
        }
    }

    /// <summary>The points that show the curves' shape: those at which recall or false-positive rate moved by a step at least, and the ends.
    /// At most twice as many as steps, and two.</summary>
    /// <param name="steps">Into how many steps each axis is divided.</param>
    public IReadOnlyList<RankingPoint> Outline(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        List<RankingPoint> outline = [Points[0]];
        foreach (RankingPoint point in Points.Skip(1))
        {
            Confusion last = outline[^1].Confusion, next = point.Confusion;
            double moved = Math.Max(next.Recall - last.Recall, next.FalsePositiveRate - last.FalsePositiveRate);
            if (moved >= 1.0 / steps || point == Points[^1])
                outline.Add(point);
        }

        return outline;
    }

    private bool HasBoth => Points[^1].Confusion is { TruePositives: > 0, FalsePositives: > 0 };

    private static List<RankingPoint> Sweep(ScoredLabel[] ranked)
    {
        Confusion confusion = new(0, 0, Weight(ranked, anomalous: true), Weight(ranked, anomalous: false));
        List<RankingPoint> points = [new(double.PositiveInfinity, confusion)];
        for (int i = 0; i < ranked.Length; i++)
        {
            (double score, bool anomalous, long weight) = ranked[i];
            confusion = anomalous
                ? confusion with { TruePositives = confusion.TruePositives + weight, FalseNegatives = confusion.FalseNegatives - weight }
                : confusion with { FalsePositives = confusion.FalsePositives + weight, TrueNegatives = confusion.TrueNegatives - weight };
            if (i + 1 == ranked.Length || ranked[i + 1].Score != score)
                points.Add(new RankingPoint(score, confusion));
        }

        return points;
    }

    private static long Weight(ScoredLabel[] scores, bool anomalous) =>
        scores.Where(score => score.Anomalous == anomalous).Sum(score => score.Weight);
}
