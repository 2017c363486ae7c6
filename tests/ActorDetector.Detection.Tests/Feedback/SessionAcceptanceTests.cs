using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Feedback;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Tests.Made;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Detection.Tests.Feedback;

public sealed class SessionAcceptanceTests
{
    private static readonly Gen<ushort[]> Keys = Gen.Choose(2, 6).Select(key => (ushort)key).NonEmptyListOf().Select(keys => keys.ToArray());

    [Fact]
    public void A_bounded_session_is_accepted_when_the_judge_tells_nothing_of_it()
    {
        ModelBundle bundle = MadeFeedback.Bounded(g: 1, "length", "count-clustering", "ngram");
        (NextKeyModel model, DetectorCombination combination) = (bundle.NextKey, bundle.Combination);
        var acceptance = new SessionAcceptance(model, combination);

        Check.QuickThrowOnFailure(Prop.ForAll(Keys.ToArbitrary(), keys => acceptance.Accepts(keys).ShouldBe(!IsTold(model, combination, keys))));
        acceptance.Accepts(MadeFeedback.Usual).ShouldBeTrue();
    }

    [Fact]
    public void An_unbounded_session_is_accepted_when_the_judge_tells_none_of_its_lines()
    {
        NextKeyModel model = MadeModels.Unbounded;
        DetectorCombination combination = DetectorCombination.OfNextKeyAlone(model);
        var acceptance = new SessionAcceptance(model, combination);

        Check.QuickThrowOnFailure(Prop.ForAll(Keys.ToArbitrary(), keys => acceptance.Accepts(keys).ShouldBe(!IsTold(model, combination, keys))));
        acceptance.Accepts(MadeFeedback.Usual).ShouldBeTrue();
    }

    private static bool IsTold(NextKeyModel model, DetectorCombination combination, ushort[] keys)
    {
        var judge = new LogJudge(model, combination, MadeModels.ByEntity, cacheMegabytes: 1);
        judge.Judge(MadeEvents.Block(keys.Select(key => ("a", key))));
        bool told = judge.Judgements.Any(judgement => judgement.Anomalous);
        while (judge.JudgeEnd())
            told |= judge.Endings.Any(ending => ending.Verdict.Anomalous);
        return told;
    }
}
