using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Feedback;

namespace ActorDetector.Detection.Tests.Feedback;

public sealed class ModelUpdatingTests
{
    [Fact]
    public void A_marked_session_is_accepted_by_the_network_and_by_the_detectors_of_sessions_and_nothing_is_forgotten()
    {
        ModelBundle bundle = MadeFeedback.Bounded(g: 2, "length", "count-clustering", "ngram", "seen-counts");

        UpdatedModel updated = ModelUpdating.Run(bundle, [MadeFeedback.Twice], new UpdateRules());

        updated.Marked.ShouldBe(new AcceptedCount(All: 1, Before: 0, After: 1));
        updated.HeldBack.ShouldBe(new AcceptedCount(All: 1, Before: 1, After: 1));
        updated.ForgottenShare.ShouldBe(0);
        updated.Retrained.ShouldBe(["length", "seen-counts", "count-clustering", "ngram"], ignoreOrder: true);
        var acceptance = new SessionAcceptance(updated.Model, updated.Combination);
        (acceptance.Accepts(MadeFeedback.Twice), acceptance.Accepts(MadeFeedback.Usual)).ShouldBe((true, true));
        updated.Combination.Detectors.Select(voter => voter.Scale).ShouldBe(bundle.Combination.Detectors.Select(voter => voter.Scale));
    }

    [Fact]
    public void A_mark_that_contradicts_what_was_learned_shows_in_what_was_forgotten()
    {
        // Where only the most probable key is accepted, a second read can be so only if the usual write is not any more.
        ModelBundle bundle = MadeFeedback.Bounded(g: 1);

        UpdatedModel updated = ModelUpdating.Run(bundle, [MadeFeedback.Twice], new UpdateRules());

        updated.Marked.After.ShouldBe(1);
        (updated.Forgotten, updated.ForgottenShare).ShouldBe((1, 1.0));
    }

    [Fact]
    public void No_more_steps_are_made_than_allowed_and_what_is_not_accepted_then_is_told()
    {
        UpdatedModel updated = ModelUpdating.Run(MadeFeedback.Bounded(g: 1), [MadeFeedback.Twice], new UpdateRules { MaxSteps = 1 });

        updated.Steps.ShouldBe(1);
        updated.Marked.ShouldBe(new AcceptedCount(1, 0, 0));
    }

    [Fact]
    public void The_same_marks_give_the_same_model_bit_for_bit()
    {
        ModelBundle bundle = MadeFeedback.Bounded(g: 2, "length");

        UpdatedModel one = ModelUpdating.Run(bundle, [MadeFeedback.Twice], new UpdateRules());
        UpdatedModel other = ModelUpdating.Run(bundle, [MadeFeedback.Twice], new UpdateRules());

        foreach ((string name, var tensor) in one.Model.Network.Tensors)
            other.Model.Network.Tensors[name].Values.ShouldBe(tensor.Values);
        (other.Steps, other.Marked).ShouldBe((one.Steps, one.Marked));
    }

    [Fact]
    public void Windows_of_an_unbounded_session_are_learned()
    {
        ModelBundle bundle = MadeFeedback.Unbounded();
        ushort[] marked = [.. MadeFeedback.Usual, .. MadeFeedback.Twice, .. MadeFeedback.Usual];

        UpdatedModel updated = ModelUpdating.Run(bundle, [marked], new UpdateRules());

        (updated.Marked.Before, updated.Marked.After).ShouldBe((0, 1));
        updated.HeldBack.After.ShouldBe(updated.HeldBack.Before);
        updated.Steps.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_bundle_of_an_earlier_version_says_what_it_lacks_and_what_to_do()
    {
        ModelBundle old = MadeFeedback.Bounded(g: 2) with { Rehearsal = null };

        string message = Should.Throw<FeedbackException>(() => ModelUpdating.Run(old, [MadeFeedback.Twice], new UpdateRules())).Message;

        message.ShouldContain("rehearsal.safetensors");
        message.ShouldContain("Train it again");
    }

    [Fact]
    public void Progress_is_told_and_a_stopped_update_ends()
    {
        ModelBundle bundle = MadeFeedback.Bounded(g: 1);
        List<int> steps = [];
        ModelUpdating.Run(bundle, [MadeFeedback.Twice], new UpdateRules { MaxSteps = 7 }, steps.Add);
        steps.ShouldNotBeEmpty();

        Should.Throw<OperationCanceledException>(
            () => ModelUpdating.Run(bundle, [MadeFeedback.Twice], new UpdateRules(), stop: new CancellationToken(canceled: true)));
    }
}
