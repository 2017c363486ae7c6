using System.Text.Json.Serialization;

namespace ActorDetector.Detection.Combination;

/// <summary>What a detector's score is worth as a vote: nothing up to its threshold, half of its weight and more above it, and a whole vote
/// where hardly a normal session comes.</summary>
/// <param name="Threshold">Few of the normal sessions that were not learned from score higher.</param>
/// <param name="Sure">Hardly one of them scores higher; not below the threshold.</param>
/// <param name="Weight">From 0 to 1: less for a detector that errs together with others, whose agreement says little.</param>
public readonly record struct VoteScale(double Threshold, double Sure, double Weight = 1)
{
    // Two detectors of full weight that are not sure make a whole vote; one never does.
    private const double MostUnsure = 0.75;

    /// <summary>The scale of what never votes, and only explains.</summary>
    public static VoteScale Silent { get; } = At(double.MaxValue);

    /// <summary>Whether no score is a vote.</summary>
    [JsonIgnore]
    public bool IsSilent => Threshold == double.MaxValue;

    /// <summary>A scale on which every score above a threshold is a whole vote.</summary>
    public static VoteScale At(double threshold) => new(threshold, threshold);

    /// <summary>The scale that lets a share of normal scores through.</summary>
    /// <remarks>A whole vote begins where a tenth of that share is expected, if excesses over the threshold fall off exponentially (their scale
    /// is that of their median, so that one odd session among the normal ones does not matter), or beyond the highest score if that comes
    /// first.</remarks>
    /// <param name="normal">Scores of normal sessions that were not learned from.</param>
    /// <param name="share">Share of them that may be above the threshold.</param>
    /// <param name="threshold">The threshold of the method itself; null when it is to be chosen.</param>
    public static VoteScale Calibrate(IReadOnlyCollection<double> normal, double share, double? threshold)
    {
        ArgumentNullException.ThrowIfNull(normal);
        if (normal.Count == 0)
            return At(threshold ?? double.MaxValue);
        double[] highest = [.. normal.OrderDescending()];
        double chosen = threshold ?? highest[Math.Min((int)(share * highest.Length), highest.Length - 1)];
        double[] excesses = [.. highest.Where(score => score > chosen).Select(score => score - chosen)];
        double scale = excesses.Length == 0 ? 0 : excesses[excesses.Length / 2] / Math.Log(2);
        return new VoteScale(chosen, Math.Max(chosen, Math.Min(highest[0], chosen + (scale * Math.Log(10)))));
    }

    /// <summary>Whether a score is a vote at all.</summary>
    public bool Counts(double score) => score > Threshold;

    /// <summary>Whether a score is a whole vote, whoever else agrees.</summary>
    public bool IsSure(double score) => score > Sure;

    /// <summary>The vote, from 0 to 1.</summary>
    public double Vote(double score) => IsSure(score) ? 1
        : !Counts(score) ? 0
        : Weight * (MostUnsure - ((MostUnsure - 0.5) * (Sure - score) / (Sure - Threshold)));
}
