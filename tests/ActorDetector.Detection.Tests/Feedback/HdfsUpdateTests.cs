using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Feedback;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Detection.Training;
using ActorDetector.Learning.Lstm;
using Xunit.Abstractions;

namespace ActorDetector.Detection.Tests.Feedback;

public sealed class HdfsUpdateTests(ITestOutputHelper output)
{
    private static readonly TrainingOptions Training = new() { Units = 32, MaxEpochs = 15 };

    [SharedDataFact]
    public void False_alarms_of_HDFS_that_are_marked_are_accepted_and_the_rest_is_judged_as_before()
    {
        (ModelBundle bundle, TrainingVocabulary vocabulary) = Train();
        var before = new SessionAcceptance(bundle.NextKey, bundle.Combination);
        (bool Anomalous, int Count, ushort[] Keys)[] test =
            [.. HdfsSessions.Test().Select(session => (session.Anomalous, session.Count, Array.ConvertAll(session.Keys, vocabulary.KeyOf)))];
        ushort[][] alarms = [.. test.Where(session => !session.Anomalous && !session.Keys.Contains(LogKey.Unseen) && !before.Accepts(session.Keys)).Select(session => session.Keys)];
        ushort[][] marked = [.. alarms.Where((_, number) => number % 5 == 0)];
        marked.Length.ShouldBeGreaterThan(3);

        UpdatedModel updated = ModelUpdating.Run(bundle, marked, new UpdateRules());

        HashSet<string> isMarked = [.. marked.Select(keys => string.Join(' ', keys))];
        (bool, int, ushort[])[] rest = [.. test.Where(session => !isMarked.Contains(string.Join(' ', session.Keys)))];
        (double recall, double f1) = Measure(before, rest);
        (double recallAfter, double f1After) = Measure(new SessionAcceptance(updated.Model, updated.Combination), rest);
        output.WriteLine($"{marked.Length} of {alarms.Length} false alarms marked: {updated.Marked.Before} accepted before, {updated.Marked.After} after {updated.Steps} steps, retrained {string.Join(", ", updated.Retrained)}");
        output.WriteLine($"held back: {updated.HeldBack}, forgotten {updated.Forgotten}");
        output.WriteLine($"the rest: recall {recall:F4} before, {recallAfter:F4} after; F1 {f1:F4} before, {f1After:F4} after");
        updated.Marked.ShouldBe(new AcceptedCount(marked.Length, 0, marked.Length));
        updated.ForgottenShare.ShouldBeLessThanOrEqualTo(0.005);
        recallAfter.ShouldBeGreaterThan(recall - 0.02);
        f1After.ShouldBeGreaterThan(f1 - 0.01);
    }

    private static (ModelBundle Bundle, TrainingVocabulary Vocabulary) Train()
    {
        ushort[][] keys = HdfsSessions.Training();
        IReadOnlyList<TrainingSession> sessions =
            MadeModels.Collect(MadeEvents.Block(keys.SelectMany((session, number) => session.Select(key => ($"s{number}", key))))).Sessions;
        TrainedNextKey trained = MadeModels.Train(sessions, bounded: true, new NextKeyOptions { Refit = false }, Training);
        var vocabulary = new TrainingVocabulary(trained.KeptTemplates);
        BundleManifest manifest = MadeModels.Bundle.Manifest with { Settings = MadeModels.Settings with { Training = Training } };
        return (new ModelBundle(
            manifest,
            MadeModels.Templates([.. trained.KeptTemplates.Select(id => $"E{id}")]),
            trained.Model,
            MadeModels.Combine(sessions, trained, "new-event", "length", "count-clustering").Combination,
            new SeenSessions())
        {
            Rehearsal = MarkedTraining.Keep(sessions, trained, manifest.Settings),
        }, vocabulary);
    }

    private static (double Recall, double F1) Measure(SessionAcceptance acceptance, (bool Anomalous, int Count, ushort[] Keys)[] sessions)
    {
        double right = 0, wrong = 0, missed = 0;
        foreach ((bool anomalous, int count, ushort[] keys) in sessions)
        {
            bool accepted = acceptance.Accepts(keys);
            right += anomalous && !accepted ? count : 0;
            wrong += !anomalous && !accepted ? count : 0;
            missed += anomalous && accepted ? count : 0;
        }

        return (right / (right + missed), 2 * right / ((2 * right) + wrong + missed));
    }
}
