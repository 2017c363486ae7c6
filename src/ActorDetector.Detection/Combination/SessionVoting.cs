using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Feedback;

namespace ActorDetector.Detection.Combination;

/// <summary>Asks the detectors of sessions for their votes, and remembers what they said of a session of the same keys: most sessions come
/// again and again. Not for two threads at once.</summary>
public sealed class SessionVoting
{
    private const int MostRemembered = 1 << 16;
    private const int LongestRemembered = 256;

    private readonly IReadOnlyList<VotingDetector> _detectors;
    private readonly KnownAnomalies? _marked;
    private readonly SessionCounter _counter;
    private readonly Dictionary<ushort[], SessionVotes> _remembered = new(SequenceComparer.Instance);
    private readonly Dictionary<ushort[], SessionVotes>.AlternateLookup<ReadOnlySpan<ushort>> _lookup;

    /// <summary>A voting of these detectors.</summary>
    /// <param name="detectors">At most 64.</param>
    /// <param name="vocabulary">Log keys of the vocabulary.</param>
    /// <param name="marked">What a person marked as anomalous; null when nothing was.</param>
    public SessionVoting(IReadOnlyList<VotingDetector> detectors, int vocabulary, KnownAnomalies? marked = null)
    {
        ArgumentNullException.ThrowIfNull(detectors);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(detectors.Count, 64);
        _detectors = detectors;
        _marked = marked;
        _counter = new SessionCounter(vocabulary);
        _lookup = _remembered.GetAlternateLookup<ReadOnlySpan<ushort>>();
    }

    /// <summary>Whether there is any detector to ask, or a session that was marked.</summary>
    public bool HasDetectors => _detectors.Count > 0 || _marked is not null;

    /// <summary>The votes on a session.</summary>
    public SessionVotes Vote(ReadOnlySpan<ushort> keys)
    {
        if (_lookup.TryGetValue(keys, out SessionVotes votes))
            return votes;
        SessionView session = _counter.View(keys);
        double sum = 0;
        ulong voters = 0;
        for (int i = 0; i < _detectors.Count; i++)
        {
            if (_detectors[i].Scale.IsSilent)
                continue;
            double score = _detectors[i].Detector.Score(session);
            sum += _detectors[i].Scale.Vote(score);
            voters |= _detectors[i].Scale.Counts(score) ? 1UL << i : 0;
        }

        bool marked = _marked?.HasSession(keys) ?? false;
        votes = new SessionVotes(sum + (marked ? DetectorCombination.Whole : 0), voters, marked);
        if (keys.Length <= LongestRemembered)
        {
            if (_remembered.Count == MostRemembered)
                _remembered.Clear();
            _lookup[keys] = votes;
        }

        return votes;
    }
}
