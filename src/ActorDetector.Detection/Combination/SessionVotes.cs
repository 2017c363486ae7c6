namespace ActorDetector.Detection.Combination;

/// <summary>How the detectors of sessions voted on one.</summary>
/// <param name="Sum">The sum of their votes.</param>
/// <param name="Voters">Those that gave one: a bit for each, by their order.</param>
/// <param name="Marked">Whether a person marked such a session as anomalous, which is a whole vote.</param>
public readonly record struct SessionVotes(double Sum, ulong Voters, bool Marked = false)
{
    /// <summary>Whether a detector gave a vote.</summary>
    public bool Has(int detector) => (Voters & (1UL << detector)) != 0;
}
