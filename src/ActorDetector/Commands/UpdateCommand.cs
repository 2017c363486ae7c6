using System.Globalization;
using ActorDetector.CommandLine;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Feedback;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Reading;
using ActorDetector.Output;
using ActorDetector.Pipeline;

namespace ActorDetector.Commands;

/// <summary><c>update</c>: a model learns from what a person marked.</summary>
public sealed class UpdateCommand : AppCommand
{
    private readonly OptionSet<UpdateOptions> _update;
    private readonly OptionSet<UpdateRules> _rules;
    private readonly OptionSet<ReadingOptions> _reading;
    private readonly OptionSet<FormatOptions> _format;

    /// <summary>The command.</summary>
    public UpdateCommand()
        : base(
            "update",
            "Teaches a model sessions that a person marked as normal or as anomalous, without training it anew, and writes a new version.",
            new Example("update -m model --normal false-alarms.log", "these sessions are normal; the old version is kept as model.VERSION"),
            new Example("update -m model --anomalous missed.log -o model2", "these sessions are always to be told; a new folder"),
            new Example("update -m model --normal a.log --normal b.log --max-forgotten 0", "refused if a single held-back normal session went wrong"))
    {
        _update = AddOptions<UpdateOptions>();
        _rules = AddOptions<UpdateRules>();
        _reading = AddOptions<ReadingOptions>();
        _format = AddOptions<FormatOptions>();
    }

    /// <inheritdoc/>
    public override ExitCode Run(Invocation invocation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        UpdateOptions options = invocation.Get(_update);
        if (options.Normal.Count + options.Anomalous.Count == 0)
            throw new UsageException("there is nothing to learn from: give --normal FILE, --anomalous FILE, or both");
        UpdateRules rules = invocation.Get(_rules);
        Terminal terminal = invocation.Terminal;
        ModelBundle bundle = BundleFolder.Read(options.Model);
        string folder = options.Output ?? options.Model;
        BundleFolder.EnsureWritable(folder);
        BundleSettings trained = bundle.Manifest.Settings;
        ReadingOptions reading = invocation.Get(_reading, trained.Reading);
        FormatOptions format = invocation.Get(_format, trained.Format);
        var update = new ModelUpdate(bundle, rules, files => new LogInputs(files, reading, format, trained.Sessions), terminal);
        FeedbackIntake intake = update.Read(options.Normal, options.Anomalous, invocation.Stop);
        if (intake.Normal + intake.Anomalous == 0)
        {
            terminal.Line($"Nothing to do: training had all {Figures.Count(intake.Known)} marked sessions, or they were marked before, and the model judges them so. Model {bundle.Version} stays as it is.");
            return ExitCode.Done;
        }

        UpdatedModel updated = update.Learn(intake, invocation.Stop);
        Tell(terminal, bundle, intake, updated, rules);
        if (updated.ForgottenShare > rules.MaxForgotten)
        {
            terminal.Fail(string.Create(
                CultureInfo.InvariantCulture,
                $"the update is refused, and nothing was written: {updated.Forgotten:N0} of {updated.HeldBack.Before:N0} held-back normal {Unit(bundle)} that were accepted are not any more, {updated.ForgottenShare:P2} where --max-forgotten allows {rules.MaxForgotten:P2}. The marked sessions contradict what was learned: leave some out, allow more, or train again."));
            return ExitCode.Refused;
        }

        (string? keptAs, ModelBundle written) = ModelUpdate.Write(folder, options.Model, bundle, updated, intake);
        if (keptAs is not null)
            terminal.Remark($"The version before, {bundle.Version}, is kept in {keptAs}");
        terminal.Line($"Model {written.Version} in {folder}");
        return ExitCode.Done;
    }

    private static void Tell(Terminal terminal, ModelBundle bundle, FeedbackIntake intake, UpdatedModel updated, UpdateRules rules)
    {
        if (updated.Marked.All == 0)
        {
            terminal.Line($"{Figures.Count(intake.Anomalous)} sessions are remembered as anomalous, and always told; {Figures.Count(intake.Known)} were marked before.");
            return;
        }

        terminal.Heading("What was learned");
        var table = new ResultTable(
            new ResultColumn(""), new ResultColumn("distinct", IsNumber: true), new ResultColumn("accepted before", IsNumber: true), new ResultColumn("accepted after", IsNumber: true));
        Add("sessions marked as normal, earlier ones too", updated.Marked);
        Add($"held-back normal {Unit(bundle)}", updated.HeldBack);
        terminal.Write(table);
        var steps = new ResultTable(new ResultColumn(""), new ResultColumn(""));
        steps.Add("training steps", Figures.Count(updated.Steps));
        steps.Add("detectors retrained", updated.Retrained.Count == 0 ? "none" : string.Join(", ", updated.Retrained));
        steps.Add("went wrong", string.Create(CultureInfo.InvariantCulture, $"{updated.Forgotten:N0} of {updated.HeldBack.Before:N0} held-back {Unit(bundle)}, {updated.ForgottenShare:P2}"));
        steps.Add("newly marked", $"{Figures.Count(intake.Normal)} normal, {Figures.Count(intake.Anomalous)} anomalous; {Figures.Count(intake.Known)} known already");
        terminal.Write(steps);
        if (updated.Marked.After < updated.Marked.All)
            terminal.Remark($"{Figures.Count(updated.Marked.All - updated.Marked.After)} of {Figures.Count(updated.Marked.All)} sessions marked as normal are not accepted after {Figures.Count(updated.Steps)} steps, at most --max-steps {Figures.Count(rules.MaxSteps)}. Allow more steps, mark more sessions like them, or train again.");
        if (updated.Retrained.Count > 0 && bundle.Rehearsal is { IsComplete: false } sample)
            terminal.Remark($"The model keeps a sample of {Figures.Count(sample.Sequences.Count)} of the {Figures.Count(sample.Distinct)} distinct sessions of its training; the detectors named learned from it.");

        void Add(string name, AcceptedCount count) => table.Add(name, Figures.Count(count.All), Figures.Count(count.Before), Figures.Count(count.After));
    }

    private static string Unit(ModelBundle bundle) => bundle.NextKey.Bounded ? "sessions" : "windows";
}
