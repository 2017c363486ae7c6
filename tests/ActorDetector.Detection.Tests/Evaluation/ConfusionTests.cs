using ActorDetector.Detection.Evaluation;

namespace ActorDetector.Detection.Tests.Evaluation;

public sealed class ConfusionTests
{
    [Fact]
    public void The_ratios_are_the_usual_ones()
    {
        Confusion confusion = new(TruePositives: 30, FalsePositives: 10, FalseNegatives: 20, TrueNegatives: 940);

        confusion.Total.ShouldBe(1000);
        confusion.Precision.ShouldBe(0.75);
        confusion.Recall.ShouldBe(0.6);
        confusion.F1.ShouldBe(2 * 0.75 * 0.6 / (0.75 + 0.6), 1e-12);
        confusion.Accuracy.ShouldBe(0.97);
        confusion.FalsePositiveRate.ShouldBe(10.0 / 950, 1e-12);
    }

    [Fact]
    public void Without_anything_judged_every_ratio_is_zero()
    {
        Confusion nothing = default;

        new[] { nothing.Precision, nothing.Recall, nothing.F1, nothing.Accuracy, nothing.FalsePositiveRate }.ShouldAllBe(ratio => ratio == 0);
    }

    [Fact]
    public void Without_alarms_precision_is_zero_and_without_anomalies_recall_is()
    {
        new Confusion(0, 0, 5, 5).Precision.ShouldBe(0);
        new Confusion(0, 5, 0, 5).Recall.ShouldBe(0);
        new Confusion(0, 0, 0, 5).Accuracy.ShouldBe(1);
    }

    [Fact]
    public void Verdicts_are_counted_by_label_and_weight()
    {
        Confusion confusion = default(Confusion).With(true, true).With(false, true, 2).With(true, false, 3).With(false, false, 4);

        confusion.ShouldBe(new Confusion(1, 2, 3, 4));
    }
}
