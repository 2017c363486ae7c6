using ActorDetector.Output;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Tests.Output;

public sealed class MostSurprisingTests
{
    [Fact]
    public void Only_what_would_be_kept_is_wanted()
    {
        MostSurprising kept = new(1);
        kept.Wants(1).ShouldBeTrue();
        kept.Add(SampleAnomaly.Of(1, id: "a"));

        kept.Wants(2).ShouldBeTrue();
        kept.Wants(1).ShouldBeFalse();
        new MostSurprising(0).Wants(9).ShouldBeFalse();
    }

    [Fact]
    public void The_most_surprising_are_kept_and_all_are_counted()
    {
        MostSurprising kept = new(2);
        kept.Add(SampleAnomaly.Of(1, id: "a"));
        kept.Add(SampleAnomaly.Of(3, id: "b"));
        kept.Add(SampleAnomaly.Of(2, id: "c"));

        kept.Seen.ShouldBe(3);
        kept.Ranked().Select(anomaly => anomaly.Id).ShouldBe(["b", "c"]);
    }

    [Fact]
    public void Equals_stay_in_the_order_in_which_they_came()
    {
        MostSurprising kept = new(2);
        foreach (string id in (string[])["a", "b", "c"])
            kept.Add(SampleAnomaly.Of(1, id: id));

        kept.Ranked().Select(anomaly => anomaly.Id).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void None_may_be_kept()
    {
        MostSurprising kept = new(0);
        kept.Add(SampleAnomaly.Of());

        kept.Seen.ShouldBe(1);
        kept.Ranked().ShouldBeEmpty();
    }

    [Fact]
    public void It_keeps_what_sorting_everything_would() => Prop.ForAll<byte[], byte>((scores, most) =>
    {
        MostSurprising kept = new(most);
        foreach (byte score in scores)
            kept.Add(SampleAnomaly.Of(score));
        return kept.Ranked().Select(anomaly => anomaly.Score).SequenceEqual(scores.OrderDescending().Take(most).Select(score => (double)score));
    }).QuickCheckThrowOnFailure();
}
