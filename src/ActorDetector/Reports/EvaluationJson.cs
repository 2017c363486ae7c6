using System.Text.Json;
using ActorDetector.Detection.Evaluation;

namespace ActorDetector.Reports;

/// <summary>Writes an evaluation as one JSON object, names in snake_case, with the ratios beside the counts.</summary>
public static class EvaluationJson
{
    private const int CurveSteps = 300;

    /// <summary>Writes the object. The curve has at most a few hundred points, however many sessions there were.</summary>
    public static void Write(EvaluationReport report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        JsonSerializer.Serialize(output, new
        {
            report.Inputs,
            report.Labels,
            Model = report.ModelVersion,
            report.G,
            report.Lines,
            report.UnlabelledSessions,
            PerSession = report.Sessions,
            PerLine = report.LineVerdicts,
            Sweep = report.Sweep.Select(point => new { point.G, point.Confusion }),
            AreaUnderRoc = report.Ranking?.AreaUnderRoc,
            AveragePrecision = report.Ranking?.AveragePrecision,
            Curve = report.Ranking?.Outline(CurveSteps).Skip(1).Select(point => new
            {
                point.Threshold,
                point.Confusion.Precision,
                point.Confusion.Recall,
                point.Confusion.FalsePositiveRate,
            }),
            Baseline = report.Baseline,
            report.Verbatim,
            report.MissesByKind,
            report.WrongVerdicts,
        }, ReportJson.Options);
    }
}
