using System.Text.Json;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Workflows;

/// <summary>Sessions that are not whole by the workflow of any task.</summary>
public sealed class WorkflowKind() : SessionDetectorKind<WorkflowOptions>(WorkflowName, "steps skipped, repeated, added, out of order, or not reached")
{
    /// <summary>Its name.</summary>
    public const string WorkflowName = "workflow";

    /// <inheritdoc/>
    public override bool NeedsOrder => true;

    /// <inheritdoc/>
    public override ISessionDetector Read(DetectorState state, int vocabulary)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new WorkflowDetector(WorkflowJson.Read(JsonSerializer.SerializeToElement(state.Json)));
    }

    /// <inheritdoc/>
    protected override ISessionDetector Train(WeightedSessions sessions, WorkflowOptions options, SessionTrainingTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return new WorkflowDetector(Workflow.Learn(sessions, options, terms.Stop));
    }
}
