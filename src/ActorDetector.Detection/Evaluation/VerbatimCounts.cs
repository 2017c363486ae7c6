namespace ActorDetector.Detection.Evaluation;

/// <summary>How many test sessions occurred in training key by key: what share of a score is look-up.</summary>
/// <param name="Normal">Normal test sessions.</param>
/// <param name="NormalSeen">Those of them that training saw verbatim.</param>
/// <param name="Anomalous">Anomalous test sessions.</param>
/// <param name="AnomalousSeen">Those of them that training saw verbatim: no detector of sequences can find them.</param>
public readonly record struct VerbatimCounts(long Normal, long NormalSeen, long Anomalous, long AnomalousSeen)
{
    /// <summary>Share of the normal test sessions that training saw; 0 without any.</summary>
    public double NormalShare => Normal == 0 ? 0 : (double)NormalSeen / Normal;

    /// <summary>Share of the anomalous test sessions that training saw; 0 without any.</summary>
    public double AnomalousShare => Anomalous == 0 ? 0 : (double)AnomalousSeen / Anomalous;

    /// <summary>Counts a test session as well.</summary>
    public VerbatimCounts With(bool anomalous, bool seen, long weight = 1) => anomalous
        ? this with { Anomalous = Anomalous + weight, AnomalousSeen = AnomalousSeen + (seen ? weight : 0) }
        : this with { Normal = Normal + weight, NormalSeen = NormalSeen + (seen ? weight : 0) };
}
