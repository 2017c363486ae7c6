using ActorDetector.CommandLine;
using ActorDetector.Detection.Sessions;
using ActorDetector.Detection.Training;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats.Sequences;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Sessions;
using ActorDetector.Output;

namespace ActorDetector.Pipeline;

/// <summary>Reads the sessions of a comparison: from one log, whose first normal sessions are learned from and all else is judged, or from a log
/// to learn from and one to judge.</summary>
/// <param name="Inputs">The log that is judged, or split.</param>
/// <param name="Training">The log that is learned from; null to split.</param>
/// <param name="Sessions">What makes events one session.</param>
/// <param name="Labels">A file with labels by session; null when lines are labelled.</param>
/// <param name="TrainShare">Share of the sessions, first ones first, that is learned from when one log is split.</param>
/// <param name="Terminal">Where progress goes.</param>
internal sealed record ComparisonInputs(
    LogInputs Inputs, LogInputs? Training, SessionOptions Sessions, string? Labels, double TrainShare, Terminal Terminal)
{
    /// <summary>Reads all.</summary>
    /// <exception cref="UsageException">There is no truth, or nothing is left to learn from or to judge.</exception>
    /// <exception cref="LogInputException">An input cannot be read.</exception>
    public ComparedSessions Read(TemplateMiner miner, CancellationToken stop)
    {
        SessionLabels truth = SessionLabels.Read(Labels);
        using (WorkProgress progress = Terminal.Progress("Mining templates"))
            TemplateMining.Learn(Training ?? Inputs, miner, progress, stop);
        TemplateTree templates = miner.Freeze();
        var gathering = new SessionGathering(Sessions, Terminal);
        SessionCollector judged = gathering.Gather(Inputs, templates, "Gathering sessions", stop);
        SessionCollector learned = Training is null ? judged : gathering.Gather(Training, templates, "Gathering sessions to learn from", stop);
        truth.Require(Inputs, "to compare by");
        (TrainingSession Session, bool Anomalous)[] all = [.. Label(judged.Sessions, truth)];
        int first = Training is null ? FirstJudged(all) : 0;
        // Sessions of a log given to learn from are normal where nothing else is said.
        (TrainingSession Session, bool Anomalous)[] labelled = Training is null ? [.. all[..first].Where(session => !session.Anomalous)]
            : [.. learned.Sessions.Select(session => (session, truth.IsAnomalous(session) ?? false))];
        (TrainingSession Session, bool Anomalous)[] rest = [.. all[..first].Where(session => session.Anomalous), .. all[first..]];
        TrainingSession[] normal = [.. labelled.Where(session => !session.Anomalous).Select(session => session.Session)];
        if (normal.Length == 0 || rest.Length == 0)
            throw new UsageException($"there are {Figures.Count(normal.Length)} normal sessions to learn from and {Figures.Count(rest.Length)} labelled ones to judge; give more, or another --train-share");
        return new ComparedSessions(
            normal,
            labelled,
            rest,
            SessionBounds.AreBounded(Sessions, Inputs.FirstFormat!.Format),
            Inputs.FirstFormat.Format is not KeySequenceFormat { HasCounts: true },
            judged.LastTime > judged.FirstTime ? new TimeSpan(judged.LastTime - judged.FirstTime).TotalDays * (all.Length - first) / all.Length : null,
            templates.Templates.Count);
    }

    // So that a share of the normal sessions is learned from, however the anomalies lie.
    private int FirstJudged((TrainingSession Session, bool Anomalous)[] all)
    {
        long normal = (long)Math.Round(all.Count(session => !session.Anomalous) * TrainShare);
        int first = 0;
        while (normal > 0)
            normal -= all[first++].Anomalous ? 0 : 1;
        return first;
    }

    private static IEnumerable<(TrainingSession Session, bool Anomalous)> Label(IReadOnlyList<TrainingSession> sessions, SessionLabels truth) => sessions
        .Select(session => (Session: session, Anomalous: truth.IsAnomalous(session)))
        .Where(session => session.Anomalous is not null)
        .Select(session => (session.Session, session.Anomalous!.Value));
}
