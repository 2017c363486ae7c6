using ActorDetector.CommandLine;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats.Sequences;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Sessions;
using ActorDetector.Output;

namespace ActorDetector.Pipeline;

/// <summary>Reads the sessions, or windows, that a classifier learns from and those that it judges.</summary>
/// <param name="Sessions">What makes events one session.</param>
/// <param name="Windows">How sessions are cut.</param>
/// <param name="Labels">A file with labels by session; null when lines are labelled.</param>
/// <param name="Terminal">Where progress and remarks go.</param>
internal sealed record ClassificationInputs(SessionOptions Sessions, ClassifiedWindows Windows, string? Labels, Terminal Terminal)
{
    private readonly SessionLabels _truth = SessionLabels.Read(Labels);

    /// <summary>The templates of what is learned from: a line of another kind is UNSEEN.</summary>
    /// <exception cref="UsageException">There are no labels to learn from, or keys have no order.</exception>
    /// <exception cref="LogInputException">An input cannot be read.</exception>
    public TemplateTree Mine(LogInputs inputs, TemplateMiner miner, CancellationToken stop)
    {
        using WorkProgress progress = Terminal.Progress("Mining templates");
        TemplateMining.Learn(inputs, miner, progress, stop);
        if (inputs.FirstFormat is { } format)
        {
            _truth.Require(inputs, "to learn from");
            if (format.Format is KeySequenceFormat { HasCounts: true })
                throw new UsageException("counts of events have no order, and a classifier learns the order: give logs, or sequences of keys");
        }

        return miner.Freeze();
    }

    /// <summary>What is learned from: all that has a label.</summary>
    /// <exception cref="LogInputException">An input cannot be read, or its labels are not of both kinds.</exception>
    public IReadOnlyList<ClassifiedSequence> Learned(LogInputs inputs, TemplateTree templates, CancellationToken stop)
    {
        List<ClassifiedSequence> all = Gather(inputs, templates, "Gathering sessions to learn from", stop);
        ClassifiedSequence[] labelled = [.. all.Where(sequence => sequence.Anomalous is not null)];
        if (labelled.Length == 0)
            throw new LogInputException($"none of the {Figures.Count(all.Count)} {Windows.Name} to learn from has a label in {Labels}; are the sessions' identifiers the same?");
        if (labelled.All(sequence => sequence.Anomalous == labelled[0].Anomalous))
            throw new LogInputException($"all {Figures.Count(labelled.Length)} labelled {Windows.Name} to learn from are {(labelled[0].Anomalous == true ? "anomalous" : "normal")}: a classifier learns from both kinds; give more logs, or check the labels");
        if (labelled.Length < all.Count)
            Terminal.Remark($"{Figures.Count(all.Count - labelled.Length)} {Windows.Name} without a label were not learned from");
        return labelled;
    }

    /// <summary>What is judged, in the order of opening.</summary>
    /// <exception cref="LogInputException">An input cannot be read.</exception>
    public IReadOnlyList<ClassifiedSequence> Judged(LogInputs inputs, TemplateTree templates, CancellationToken stop)
    {
        List<ClassifiedSequence> all = Gather(inputs, templates, "Gathering sessions to judge", stop);
        return _truth.AreThere(inputs) ? all : [.. all.Select(sequence => sequence with { Anomalous = null })];
    }

    private List<ClassifiedSequence> Gather(LogInputs inputs, TemplateTree templates, string what, CancellationToken stop) =>
    [
        .. new SessionGathering(Sessions, Terminal, Lines: Windows.Events is not null).Gather(inputs, templates, what, stop).Sessions
            .SelectMany(session => Windows.Cut(session, _truth)),
    ];
}
