using System.Globalization;
using ActorDetector.CommandLine;
using ActorDetector.Detection;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Workflows;
using ActorDetector.Reports.Workflows;

namespace ActorDetector.Commands;

/// <summary><c>workflow</c>: draws what a model learned of the order of steps.</summary>
public sealed class WorkflowCommand : AppCommand
{
    private readonly OptionSet<WorkflowCommandOptions> _options;

    /// <summary>The command.</summary>
    public WorkflowCommand()
        : base(
            "workflow",
            "Draws a workflow that a model learned: its steps, loops, and steps in any order; and where a session leaves it.",
            new Example("workflow -m model", "the most frequent task, as a Mermaid flow chart"),
            new Example("workflow -m model --task 2 --as svg -o task2.svg", "another task, as a picture"),
            new Example("workflow -m model --session '5 7 7 9'", "the way of a session, given as log keys"))
    {
        _options = AddOptions<WorkflowCommandOptions>();
    }

    /// <inheritdoc/>
    public override ExitCode Run(Invocation invocation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        WorkflowCommandOptions options = invocation.Get(_options);
        ushort[] session = KeysOf(options.Session);
        ModelBundle bundle = BundleFolder.Read(options.Model);
        Workflow workflow = WorkflowOf(bundle);
        WorkflowDiagnosis? diagnosis = session.Length == 0 ? null : workflow.Diagnose(session);
        int task = (options.Task - 1) ?? diagnosis?.Task ?? 0;
        if (task >= workflow.Tasks.Count)
            throw new UsageException($"--task {options.Task} is not there: the model has {workflow.Tasks.Count} workflows");
        var drawing = WorkflowDrawing.Of(workflow, task, TextOf, diagnosis);
        string drawn = options.As switch
        {
            WorkflowNotation.Svg => SvgWorkflow.Of(drawing),
            WorkflowNotation.Dot => DotWorkflow.Of(drawing),
            _ => MermaidWorkflow.Of(drawing),
        };
        if (options.Output is { } file)
            File.WriteAllText(file, drawn);
        else
            invocation.Terminal.Results.Write(drawn);
        if (diagnosis is not null)
            invocation.Terminal.Remark($"The session: {WorkflowWords.Of(diagnosis, session, TextOf)}.");
        return ExitCode.Done;

        string TextOf(ushort key) =>
            key < LogKey.FirstTemplate + bundle.Templates.Templates.Count ? bundle.TextOf(key) : $"(no log key of the model: {key})";
    }

    private static Workflow WorkflowOf(ModelBundle bundle) =>
        bundle.Combination.Detectors.Select(voter => voter.Detector).OfType<WorkflowDetector>().FirstOrDefault()?.Workflow
        ?? throw new UsageException($"the model {bundle.Version} has no workflow: its sessions have no end of their own, as --session-id or --session-start give them one");

    private static ushort[] KeysOf(string? session) => session is null
        ? []
        : [.. session.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => ushort.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out ushort key)
            ? key
            : throw new UsageException($"--session has '{Output.Printable.Shorten(word, 40)}', which is no log key: give whole numbers with blanks between them"))];
}
