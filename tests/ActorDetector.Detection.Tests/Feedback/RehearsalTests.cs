using ActorDetector.Detection.Feedback;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Detection.Tests.Feedback;

public sealed class RehearsalTests
{
    private static readonly ushort[][] Sessions = [[3, 4, 5], [3, 4, 5], [4, 3]];

    [Fact]
    public void Distinct_sessions_are_kept_with_their_counts()
    {
        var kept = Rehearsal.Of(Sessions, bounded: true, window: 2, seed: 1);

        kept.Sequences.ShouldBe([[3, 4, 5], [4, 3]]);
        kept.Weights.ShouldBe([2, 1]);
        (kept.Distinct, kept.IsComplete).ShouldBe((2, true));
    }

    [Fact]
    public void Of_unbounded_sessions_the_distinct_windows_are_kept_each_with_what_followed()
    {
        var kept = Rehearsal.Of([[3, 4, 5]], bounded: false, window: 2, seed: 1);

        kept.Sequences.ShouldBe([[0, 0, 3], [0, 3, 4], [3, 4, 5]]);
    }

    [Fact]
    public void What_is_kept_is_bounded_holds_the_most_frequent_and_hangs_on_the_seed_alone()
    {
        ushort[][] many = [.. Enumerable.Range(0, Rehearsal.MostSequences + 1_000).Select(i => new[] { (ushort)(3 + (i % 250)), (ushort)(3 + (i / 250)) })];
        IEnumerable<ushort[]> sessions = many.Concat(many[^5..]);

        var kept = Rehearsal.Of(sessions, bounded: true, window: 2, seed: 1);

        (kept.Sequences.Count, kept.Distinct, kept.IsComplete).ShouldBe((Rehearsal.MostSequences, many.Length, false));
        kept.Weights.Count(weight => weight == 2).ShouldBe(5);
        Rehearsal.Of(sessions, true, 2, seed: 1).Sequences.ShouldBe(kept.Sequences);
        Rehearsal.Of(sessions, true, 2, seed: 2).Sequences.SelectMany(keys => keys).ShouldNotBe(kept.Sequences.SelectMany(keys => keys));
    }

    [Fact]
    public void Long_sessions_keep_within_the_bound_of_keys()
    {
        ushort[][] sessions = [.. Enumerable.Range(3, 30).Select(key => Enumerable.Repeat((ushort)key, 50_000).ToArray())];

        var kept = Rehearsal.Of(sessions, bounded: true, window: 2, seed: 1);

        kept.Sequences.Sum(keys => keys.Length).ShouldBe(Rehearsal.MostKeys);
    }

    [Fact]
    public void What_is_read_is_what_was_kept()
    {
        var kept = Rehearsal.Of(Sessions, bounded: true, window: 2, seed: 1);

        var read = Rehearsal.Read(kept.Keep(), vocabulary: 6);

        read.Sequences.ShouldBe(kept.Sequences);
        read.Weights.ShouldBe(kept.Weights);
        read.Distinct.ShouldBe(kept.Distinct);
    }

    [Theory]
    [InlineData("keys", 9f, "no log key")]
    [InlineData("keys", 3.5f, "no log key")]
    [InlineData("lengths", 8f, "lengths")]
    [InlineData("counts", -1f, "counts")]
    [InlineData("counts", float.NaN, "counts")]
    [InlineData("distinct", 0f, "distinct")]
    public void Damaged_tensors_are_refused(string name, float value, string says)
    {
        var tensors = new Dictionary<string, Tensor>(Rehearsal.Of(Sessions, bounded: true, window: 2, seed: 1).Keep());
        tensors[name].Values[0] = value;

        Should.Throw<FormatException>(() => Rehearsal.Read(tensors, vocabulary: 6)).Message.ShouldContain(says);
        tensors.Remove(name);
        Should.Throw<FormatException>(() => Rehearsal.Read(tensors, vocabulary: 6)).Message.ShouldContain($"{name} is missing");
    }
}
