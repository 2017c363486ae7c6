using ActorDetector.Detection.Evaluation;

namespace ActorDetector.Detection.Tests.Evaluation;

public sealed class KeySequencesTests
{
    [Fact]
    public void Only_exactly_the_same_sequence_is_found()
    {
        KeySequences sequences = new();
        sequences.Add([3, 4, 5]);
        sequences.Add([3, 4, 5]);

        sequences.Count.ShouldBe(1);
        sequences.Contains([3, 4, 5]).ShouldBeTrue();
        sequences.Contains([3, 5, 4]).ShouldBeFalse();
        sequences.Contains([3, 4]).ShouldBeFalse();
        sequences.Contains([]).ShouldBeFalse();
    }

    [Fact]
    public void A_sequence_is_kept_as_it_was_when_it_was_added()
    {
        KeySequences sequences = new();
        int[] keys = [3, 4];
        sequences.Add(keys);
        keys[0] = 9;

        sequences.Contains([3, 4]).ShouldBeTrue();
    }

    [Fact]
    public void Verbatim_sessions_are_counted_by_label()
    {
        VerbatimCounts counts = default(VerbatimCounts).With(false, true, 8).With(false, false, 2).With(true, false, 3).With(true, true);

        counts.ShouldBe(new VerbatimCounts(10, 8, 4, 1));
        counts.NormalShare.ShouldBe(0.8);
        counts.AnomalousShare.ShouldBe(0.25);
        default(VerbatimCounts).NormalShare.ShouldBe(0);
    }
}
