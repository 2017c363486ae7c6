using System.Text;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Detection.Workflows;
using ActorDetector.Reports.Workflows;

namespace ActorDetector.Reports;

/// <summary>Where the most surprising sessions left their workflows.</summary>
internal static class WorkflowSection
{
    /// <summary>The section; nothing when the model has no workflow, or nothing was found.</summary>
    public static string Of(ModelBundle bundle, EvaluationReport report)
    {
        Workflow? workflow = bundle.Combination.Detectors.Select(voter => voter.Detector).OfType<WorkflowDetector>().FirstOrDefault()?.Workflow;
        if (workflow is null || report.Found.Count == 0)
            return "";
        StringBuilder html = new("<section><h2>Where sessions left the usual way</h2>\n");
        foreach (FoundSession found in report.Found)
        {
            ushort[] keys = [.. found.Keys];
            WorkflowDiagnosis diagnosis = workflow.Diagnose(keys);
            if (diagnosis.Accepted)
                continue;
            var drawing = WorkflowDrawing.Of(workflow, diagnosis.Task, bundle.TextOf, diagnosis);
            html.Append($"<h3>{Html.Text(found.Session)}</h3><p>{Html.Text(WorkflowWords.Of(diagnosis, keys, bundle.TextOf))}.</p>\n<figure class=\"workflow\">{SvgWorkflow.Of(drawing)}</figure>\n");
        }

        return html.Append("</section>").ToString();
    }
}
