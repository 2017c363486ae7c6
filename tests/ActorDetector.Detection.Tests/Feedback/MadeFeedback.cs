using System.Text;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Feedback;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Detection.Training;
using ActorDetector.Logs.Formats;

namespace ActorDetector.Detection.Tests.Feedback;

/// <summary>Models to be updated, and marks on them.</summary>
internal static class MadeFeedback
{
    public const ushort Open = MadeModels.Open;
    public const ushort Read = MadeModels.Read;
    public const ushort Write = MadeModels.Write;
    public const ushort Close = MadeModels.Close;

    /// <summary>A session like those of training, but that it reads twice.</summary>
    public static readonly ushort[] Twice = [Open, Read, Read, Write, Close];

    public static readonly ushort[] Usual = [Open, Read, Write, Close];

    private static readonly string[] Names = ["open", "read", "write", "close"];

    /// <summary>A model of sessions that open, read, write and close, judged by the next-key model at this g, and by the detectors named.</summary>
    public static ModelBundle Bounded(int g, params string[] detectors)
    {
        IReadOnlyList<TrainingSession> sessions = MadeModels.Collect(MadeModels.Lives(40)).Sessions;
        TrainedNextKey trained = MadeModels.Train(sessions, bounded: true, new NextKeyOptions { Window = 5, G = g });
        DetectorCombination combination = DetectorCombination.OfNextKeyAlone(trained.Model);
        if (detectors.Length > 0)
            combination = combination with { Detectors = MadeModels.Combine(sessions, trained, detectors).Combination.Detectors };
        return Bundle(trained, combination, sessions);
    }

    /// <summary>A model of an endless round of the same four.</summary>
    public static ModelBundle Unbounded()
    {
        IReadOnlyList<TrainingSession> sessions =
            MadeModels.Collect(MadeEvents.Block(Enumerable.Range(0, 160).Select(i => ("host", Usual[i % 4]))), bounded: false).Sessions;
        TrainedNextKey trained = MadeModels.Train(sessions, bounded: false, new NextKeyOptions { Window = 3, G = 2 });
        return Bundle(trained, DetectorCombination.OfNextKeyAlone(trained.Model), sessions);
    }

    /// <summary>The same bundle after marks, as it would be read.</summary>
    public static ModelBundle With(this ModelBundle bundle, MarkedSessions marked) => bundle with
    {
        Marked = marked,
        Combination = bundle.Combination with
        {
            Marked = KnownAnomalies.Of(marked, bundle.Templates, bundle.NextKey.Bounded, bundle.NextKey.Window, bundle.Rehearsal),
        },
    };

    /// <summary>Takes in sessions given as words, each with blanks between its words.</summary>
    public static FeedbackIntake Take(ModelBundle bundle, string[] normal, string[] anomalous)
    {
        var collector = new MarkedCollector(bundle.Marked, bundle.Templates, MadeModels.ByEntity, bundle.NextKey.Bounded);
        return FeedbackIntake.Of(bundle, collector, Sessions(normal), Sessions(anomalous));

        IReadOnlyList<ushort[]> Sessions(string[] texts)
        {
            var block = new EventBlock();
            block.Clear(0);
            for (int session = 0; session < texts.Length; session++)
            {
                foreach (string word in texts[session].Split(' '))
                {
                    block.Add([], Encoding.UTF8.GetBytes($"s{session}"), Encoding.UTF8.GetBytes(word),
                        new EventRow { Time = ParsedLine.NoTime, CarriesKey = true, Weight = 1 });
                }
            }

            collector.Add(block);
            return collector.Take();
        }
    }

    private static ModelBundle Bundle(TrainedNextKey trained, DetectorCombination combination, IReadOnlyList<TrainingSession> sessions)
    {
        var seen = new SeenSessions();
        foreach (TrainingSession session in sessions)
            seen.Add([.. session.Keys]);
        return new ModelBundle(MadeModels.Bundle.Manifest, MadeModels.Templates(Names), trained.Model, combination, seen)
        {
            Rehearsal = MarkedTraining.Keep(sessions, trained, MadeModels.Settings),
        };
    }
}
