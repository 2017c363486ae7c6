using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.NextKey;

namespace ActorDetector.Detection.Feedback;

/// <summary>Whether sessions given as log keys are accepted: as <see cref="LogJudge"/> judges them, what persons marked left aside. Not for two
/// threads at once.</summary>
/// <param name="model">The model of what comes next.</param>
/// <param name="combination">Who else has a vote on bounded sessions, and what votes are worth.</param>
public sealed class SessionAcceptance(NextKeyModel model, DetectorCombination combination)
{
    private const int CacheMegabytes = 64;

    private readonly WindowRanker _ranker = new(model.Network, model.Bounded);
    private readonly SessionSurprises _surprises = new(model, CacheMegabytes);
    private readonly SessionVoting _voting = new(model.Bounded ? combination.Detectors : [], model.Keys);

    /// <summary>Whether nothing is told of a session: of a bounded one neither an event, nor the end, nor the session as a whole; of an
    /// unbounded one no event.</summary>
    public bool Accepts(ReadOnlySpan<ushort> keys)
    {
        SessionSurprise surprise = _surprises.Of(keys, ended: true);
        double vote = combination.NextKeyVote(surprise.WorstRank, surprise.EndSurprise);
        return !surprise.HasUnseen && vote < DetectorCombination.Whole && vote + OtherVotes(keys) < DetectorCombination.Whole;
    }

    /// <summary>Whether nothing is told of a key that follows a window; it is the last of <paramref name="pair"/>.</summary>
    public bool AcceptsWindow(ReadOnlySpan<ushort> pair) => pair[^1] != LogKey.Unseen && Vote(pair) < DetectorCombination.Whole;

    /// <summary>The sum of the votes of the detectors of sessions; 0 of an unbounded session.</summary>
    internal double OtherVotes(ReadOnlySpan<ushort> keys) => model.Bounded ? _voting.Vote(keys).Sum : 0;

    /// <summary>The next-key model's vote on the key that follows a window: a whole one is told at once.</summary>
    internal double Vote(ReadOnlySpan<ushort> pair)
    {
        (int rank, float logProbability) = _ranker.Rank(pair[..^1], pair[^1]);
        return pair[^1] == LogKey.End ? combination.End.Vote(-logProbability) : combination.Rank.Vote(rank);
    }
}
