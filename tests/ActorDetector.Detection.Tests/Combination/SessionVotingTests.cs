using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Tests.Made;

namespace ActorDetector.Detection.Tests.Combination;

public sealed class SessionVotingTests
{
    private static readonly VoteScale OneUp = new(0, 10);

    [Fact]
    public void Votes_are_added_and_those_who_gave_them_are_known()
    {
        var voting = Voting(new MadeDetector(_ => 10), new MadeDetector(_ => 0), new MadeDetector(_ => 11));

        SessionVotes votes = voting.Vote([3, 4]);

        votes.Sum.ShouldBe(0.75 + 0 + 1);
        (votes.Has(0), votes.Has(1), votes.Has(2)).ShouldBe((true, false, true));
    }

    [Fact]
    public void A_silent_detector_is_not_asked()
    {
        var silent = new MadeDetector(_ => 99);

        new SessionVoting([new VotingDetector("silent", silent, VoteScale.Silent)], vocabulary: 8).Vote([3]).ShouldBe(default);

        silent.Asked.ShouldBeEmpty();
    }

    [Fact]
    public void A_session_that_comes_again_is_not_judged_again()
    {
        var detector = new MadeDetector(keys => keys.Length);
        SessionVoting voting = Voting(detector);

        SessionVotes first = voting.Vote([3, 4]);
        voting.Vote([4, 3]).ShouldBe(first);
        voting.Vote([3, 4]).ShouldBe(first);

        detector.Asked.ShouldBe([[3, 4], [4, 3]]);
    }

    [Fact]
    public void What_is_remembered_changes_no_vote()
    {
        // More distinct sessions than are remembered, and longer ones than are.
        SessionVoting voting = Voting(new MadeDetector(keys => keys.Sum(key => key) % 7));
        for (int i = 0; i < 200_000; i++)
        {
            ushort[] keys = [.. Enumerable.Range(0, 1 + (i % 7)).Select(place => (ushort)(2 + ((i >> (place * 3)) % 6)))];
            voting.Vote(keys).Sum.ShouldBe(OneUp.Vote(keys.Sum(key => key) % 7));
        }

        ushort[] @long = [.. Enumerable.Repeat((ushort)3, 5_000)];
        voting.Vote(@long).ShouldBe(voting.Vote(@long));
    }

    [Fact]
    public void A_session_without_keys_has_votes_too() => Voting(new MadeDetector(keys => keys.Length - 1)).Vote([]).Sum.ShouldBe(0);

    private static SessionVoting Voting(params MadeDetector[] detectors) =>
        new([.. detectors.Select((detector, i) => new VotingDetector($"made{i}", detector, OneUp))], vocabulary: 8);
}
