using System.Text;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Training;
using ActorDetector.Logs.Mining;

namespace ActorDetector.Detection.Feedback;

/// <summary>What feedback has to do with a training: marks on earlier models are learned by the new one, which keeps something to rehearse.</summary>
public static class MarkedTraining
{
    /// <summary>Lets a miner learn the lines of the sessions marked as normal, so that they are in the vocabulary whatever else is.</summary>
    public static void Learn(MarkedSessions marked, TemplateMiner miner)
    {
        ArgumentNullException.ThrowIfNull(marked);
        ArgumentNullException.ThrowIfNull(miner);
        foreach (ushort number in marked.Normal.SelectMany(session => session).Distinct().Order())
        {
            MarkedLine line = marked.Lines[number];
            if (line.CarriesKey)
                miner.LearnEventId(Encoding.UTF8.GetBytes(line.Text));
            else
                miner.Learn(Encoding.UTF8.GetBytes(line.Text));
        }
    }

    /// <summary>The sessions of a training: those marked as normal, which are always in the part that is learned from, then its own.</summary>
    /// <param name="marked">What was marked.</param>
    /// <param name="mined">The templates as they were mined.</param>
    /// <param name="sessions">The training's own sessions.</param>
    /// <param name="bounded">Whether sessions end by themselves.</param>
    public static IReadOnlyList<TrainingSession> Join(MarkedSessions marked, TemplateTree mined, IReadOnlyList<TrainingSession> sessions, bool bounded)
    {
        ArgumentNullException.ThrowIfNull(marked);
        if (marked.Normal.Count == 0)
            return sessions;
        return [.. MarkedSessions.KeysOf(marked.Normal, marked.KeysOfLines(mined)).Select(keys => TrainingSession.Of(keys, bounded)), .. sessions];
    }

    /// <summary>What a bundle keeps of a training.</summary>
    public static Rehearsal Keep(IReadOnlyList<TrainingSession> sessions, TrainedNextKey trained, BundleSettings settings)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(settings);
        var vocabulary = new TrainingVocabulary(trained.KeptTemplates);
        return Rehearsal.Of(sessions.Select(vocabulary.KeysOf), trained.Model.Bounded, trained.Model.Window, settings.Training.Seed);
    }
}
