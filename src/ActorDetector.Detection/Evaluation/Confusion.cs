namespace ActorDetector.Detection.Evaluation;

/// <summary>Verdicts against labels; an anomaly is a positive. Every ratio whose divisor is zero is 0: nothing right was shown.</summary>
/// <param name="TruePositives">Anomalies found.</param>
/// <param name="FalsePositives">False alarms.</param>
/// <param name="FalseNegatives">Anomalies missed.</param>
/// <param name="TrueNegatives">The normal left alone.</param>
public readonly record struct Confusion(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    /// <summary>Everything judged.</summary>
    public long Total => TruePositives + FalsePositives + FalseNegatives + TrueNegatives;

    /// <summary>Share of the alarms that were right: TP / (TP + FP).</summary>
    public double Precision => Ratio(TruePositives, TruePositives + FalsePositives);

    /// <summary>Share of the anomalies that were found: TP / (TP + FN).</summary>
    public double Recall => Ratio(TruePositives, TruePositives + FalseNegatives);

    /// <summary>Harmonic mean of precision and recall: 2 TP / (2 TP + FP + FN).</summary>
    public double F1 => Ratio(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>Share of everything that was judged right.</summary>
    public double Accuracy => Ratio(TruePositives + TrueNegatives, Total);

    /// <summary>Share of the normal that was alarmed about: FP / (FP + TN).</summary>
    public double FalsePositiveRate => Ratio(FalsePositives, FalsePositives + TrueNegatives);

    /// <summary>Counts a verdict as well.</summary>
    /// <param name="anomalous">The label.</param>
    /// <param name="flagged">The verdict.</param>
    /// <param name="weight">How many times it counts.</param>
    public Confusion With(bool anomalous, bool flagged, long weight = 1) => (anomalous, flagged) switch
    {
        (true, true) => this with { TruePositives = TruePositives + weight },
        (false, true) => this with { FalsePositives = FalsePositives + weight },
        (true, false) => this with { FalseNegatives = FalseNegatives + weight },
        (false, false) => this with { TrueNegatives = TrueNegatives + weight },
    };

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
