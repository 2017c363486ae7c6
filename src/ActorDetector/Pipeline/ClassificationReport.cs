using ActorDetector.Detection.Evaluation;

namespace ActorDetector.Pipeline;

/// <summary>What a classifier said of sessions, or of windows of them.</summary>
internal sealed record ClassificationReport
{
    /// <summary>What was judged, in the plural: sessions or windows.</summary>
    public required string Name { get; init; }

    /// <summary>The inputs that were judged, by their numbers.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>What was judged, in the order of opening.</summary>
    public required IReadOnlyList<ClassifiedSequence> Sequences { get; init; }

    /// <summary>The probability of each that it is an anomaly.</summary>
    public required IReadOnlyList<double> Probabilities { get; init; }

    /// <summary>Above this probability it is called one.</summary>
    public required double Threshold { get; init; }

    /// <summary>Normal ones that were learned from.</summary>
    public required long LearnedNormal { get; init; }

    /// <summary>Anomalous ones that were learned from.</summary>
    public required long LearnedAnomalous { get; init; }

    /// <summary>Passes over what was learned from.</summary>
    public required int Epochs { get; init; }

    /// <summary>The mean surprise of the labels in the last pass, in nats.</summary>
    public required double Loss { get; init; }

    /// <summary>Seconds that the training took.</summary>
    public required double TrainSeconds { get; init; }

    /// <summary>Seconds that judging took.</summary>
    public required double JudgeSeconds { get; init; }

    /// <summary>Whether one is called an anomaly.</summary>
    public bool IsAnomalous(int number) => Probabilities[number] > Threshold;

    /// <summary>How many are called anomalies, each as often as it counts.</summary>
    public long Anomalies => Enumerable.Range(0, Sequences.Count).Where(IsAnomalous).Sum(number => Sequences[number].Session.Weight);

    /// <summary>Verdicts against labels; those without a label are counted nowhere.</summary>
    public Confusion Confusion => Enumerable.Range(0, Sequences.Count).Aggregate(default(Confusion), (confusion, number) =>
        Sequences[number].Anomalous is { } label ? confusion.With(label, IsAnomalous(number), Sequences[number].Session.Weight) : confusion);
}
