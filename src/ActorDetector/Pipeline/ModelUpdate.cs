using ActorDetector.Commands;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Feedback;
using ActorDetector.Output;

namespace ActorDetector.Pipeline;

/// <summary>Teaches a model what a person marked: reads the marked sessions, moves the model, and writes the new version.</summary>
/// <param name="Bundle">The model.</param>
/// <param name="Rules">How far it may be moved.</param>
/// <param name="Open">The inputs of some files, read as the model was trained.</param>
/// <param name="Terminal">Where progress goes.</param>
internal sealed record ModelUpdate(ModelBundle Bundle, UpdateRules Rules, Func<IReadOnlyList<string>, LogInputs> Open, Terminal Terminal)
{
    /// <summary>Reads marked sessions.</summary>
    /// <exception cref="FeedbackException">They cannot be learned from.</exception>
    public FeedbackIntake Read(IReadOnlyList<string> normal, IReadOnlyList<string> anomalous, CancellationToken stop)
    {
        var lines = new MarkedCollector(Bundle.Marked, Bundle.Templates, Bundle.Manifest.Settings.Sessions, Bundle.NextKey.Bounded);
        return FeedbackIntake.Of(Bundle, lines, Gather(normal, lines, stop), Gather(anomalous, lines, stop));
    }

    /// <summary>Moves the model.</summary>
    /// <exception cref="FeedbackException">The bundle keeps nothing of its training.</exception>
    public UpdatedModel Learn(FeedbackIntake intake, CancellationToken stop)
    {
        MarkedSessions marked = intake.Marked;
        IReadOnlyList<ushort[]> normal = MarkedSessions.KeysOf(marked.Normal, marked.KeysOfLines(Bundle.Templates));
        // What is only to be remembered needs no steps, nor anything of training.
        if (intake.Normal == 0)
            return new UpdatedModel(Bundle.NextKey, Bundle.Combination, [], 0, default, default, 0);
        using WorkProgress progress = Terminal.Progress("Learning", "steps");
        return ModelUpdating.Run(Bundle, normal, Rules, steps => progress.Report(steps, (double)steps / Rules.MaxSteps), stop);
    }

    /// <summary>Writes the new version; in the model's own place the old one is kept beside it.</summary>
    /// <returns>Where the old version is, if it was moved; the bundle as it was written.</returns>
    /// <exception cref="BundleException">It cannot be written.</exception>
    public static (string? KeptAs, ModelBundle Written) Write(string folder, string model, ModelBundle bundle, UpdatedModel updated, FeedbackIntake intake)
    {
        bool replaces = PathOf(folder) == PathOf(model);
        string kept = $"{PathOf(model)}.{bundle.Version}";
        // The same version may have been kept by an earlier update that was taken back.
        bool isThere = replaces && Directory.Exists(kept) && BundleFolder.Read(kept).Version == bundle.Version;
        return (replaces ? kept : null, BundleFolder.WriteUpdate(folder, bundle, updated, intake.Marked, replaces && !isThere ? kept : null));
    }

    private static string PathOf(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    private IReadOnlyList<ushort[]> Gather(IReadOnlyList<string> files, MarkedCollector lines, CancellationToken stop)
    {
        if (files.Count == 0)
            return [];
        LogInputs inputs = Open(files);
        Outcome.Report(Terminal, inputs, () =>
        {
            using WorkProgress progress = Terminal.Progress("Reading marked sessions");
            foreach (ParsedBlock block in inputs.Read(templates: null, stop))
            {
                lines.Add(block.Events);
                progress.Report(inputs.Counts.Lines, inputs.Fraction);
            }
        });
        Outcome.RequireEvents(inputs);
        return lines.Take();
    }
}
