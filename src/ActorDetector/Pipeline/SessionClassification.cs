using System.Diagnostics;
using ActorDetector.Detection;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Training;
using ActorDetector.Learning.Classification;
using ActorDetector.Learning.Lstm;
using ActorDetector.Output;

namespace ActorDetector.Pipeline;

/// <summary>Trains a classifier on labelled sequences and judges others with it.</summary>
/// <param name="Kind">The classifier.</param>
/// <param name="Options">Its options.</param>
/// <param name="Seed">Seed of its weights and of the order in which it learns.</param>
/// <param name="Terminal">Where progress goes.</param>
internal sealed record SessionClassification(SessionDetectorKind Kind, ClassifierOptions Options, ulong Seed, Terminal Terminal)
{
    private const int Together = 1024;

    /// <summary>Trains and judges.</summary>
    /// <param name="learned">What is learned from; each has a label.</param>
    /// <param name="judged">What is judged.</param>
    /// <param name="name">What both are, in the plural.</param>
    /// <param name="inputs">The inputs that are judged.</param>
    /// <param name="threshold">The probability above which something is called an anomaly.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="TrainingException">There is too little to learn from.</exception>
    public ClassificationReport Run(
        IReadOnlyList<ClassifiedSequence> learned,
        IReadOnlyList<ClassifiedSequence> judged,
        string name,
        IReadOnlyList<string> inputs,
        double threshold,
        CancellationToken stop)
    {
        TrainingVocabulary vocabulary = VocabularyOf(learned);
        EpochResult last = default;
        var watch = Stopwatch.StartNew();
        ISessionDetector classifier;
        using (var progress = new TrainingProgress(Terminal, Options.Epochs))
        {
            var terms = new SessionTrainingTerms(Seed, Labels: null, stop) { Progress = epoch => progress.Report(last = epoch) };
            classifier = SupervisedTraining.Train(
                Kind,
                learned.Select(sequence => new LabelledKeys(sequence.KeysIn(vocabulary), sequence.Anomalous == true, sequence.Session.Weight)),
                vocabulary.Keys,
                Options,
                terms);
        }

        double trained = watch.Elapsed.TotalSeconds;
        watch.Restart();
        double[] probabilities = Judge(classifier, judged, vocabulary, name, stop);
        return new ClassificationReport
        {
            Name = name,
            Inputs = inputs,
            Sequences = judged,
            Probabilities = probabilities,
            Threshold = threshold,
            LearnedNormal = Weigh(learned, anomalous: false),
            LearnedAnomalous = Weigh(learned, anomalous: true),
            Epochs = last.Epoch,
            Loss = last.TrainingLoss,
            TrainSeconds = trained,
            JudgeSeconds = watch.Elapsed.TotalSeconds,
        };
    }

    // Sequences repeat: each distinct one is judged once.
    private double[] Judge(
        ISessionDetector classifier, IReadOnlyList<ClassifiedSequence> judged, TrainingVocabulary vocabulary, string name, CancellationToken stop)
    {
        using WorkProgress progress = Terminal.Progress("Judging", "different " + name);
        var distinct = new WeightedSessions(vocabulary.Keys);
        int[] numbers = [.. judged.Select(sequence => distinct.Add(sequence.KeysIn(vocabulary)))];
        var scores = new double[distinct.Count];
        for (int start = 0; start < scores.Length; start += Together)
        {
            stop.ThrowIfCancellationRequested();
            int end = Math.Min(start + Together, scores.Length);
            Parallel.For(start, end, () => new SessionCounter(vocabulary.Keys), (number, _, counter) =>
            {
                scores[number] = classifier.Score(counter.View(distinct.Sequences[number]));
                return counter;
            }, _ => { });
            progress.Report(end, (double)end / scores.Length);
        }

        return [.. numbers.Select(number => scores[number])];
    }

    private static TrainingVocabulary VocabularyOf(IReadOnlyList<ClassifiedSequence> learned)
    {
        IEnumerable<ushort> keys = learned.Select(sequence => sequence.Session).Distinct().SelectMany(session => session.Keys);
        return new TrainingVocabulary([.. keys.Where(key => key >= LogKey.FirstTemplate).Distinct().Order().Select(key => key - LogKey.FirstTemplate)]);
    }

    private static long Weigh(IReadOnlyList<ClassifiedSequence> sequences, bool anomalous) =>
        sequences.Where(sequence => sequence.Anomalous == anomalous).Sum(sequence => sequence.Session.Weight);
}
