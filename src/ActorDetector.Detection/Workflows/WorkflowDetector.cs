using System.Text.Json;
using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Workflows;

/// <summary>Sessions that are not whole by the workflow of any task (DeepLog, section 4).</summary>
/// <param name="workflow">The workflows.</param>
public sealed class WorkflowDetector(Workflow workflow) : ISessionDetector
{
    /// <summary>The workflows that it judges by.</summary>
    public Workflow Workflow { get; } = workflow;

    /// <inheritdoc/>
    public double? Threshold => 0;

    /// <summary>How many events are missing, too many or out of order; 0 for a whole session.</summary>
    public double Score(in SessionView session) => Workflow.Accepts(session.Keys) ? 0 : Workflow.Diagnose(session.Keys).Score;

    /// <inheritdoc/>
    public string Explain(in SessionView session, Func<ushort, string> textOf) =>
        WorkflowWords.Of(Workflow.Diagnose(session.Keys), session.Keys, textOf);

    /// <inheritdoc/>
    public DetectorState Keep()
    {
        using MemoryStream written = new();
        using (Utf8JsonWriter json = new(written))
            WorkflowJson.Write(json, Workflow);
        return new DetectorState(JsonNode.Parse(written.GetBuffer().AsSpan(0, (int)written.Length))!.AsObject());
    }
}
