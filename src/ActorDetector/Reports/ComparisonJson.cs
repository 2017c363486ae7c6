using System.Text.Json;
using ActorDetector.Detection.Evaluation;

namespace ActorDetector.Reports;

/// <summary>Writes a comparison as one JSON object, names in snake_case.</summary>
public static class ComparisonJson
{
    private const int CurveSteps = 100;

    /// <summary>Writes the object.</summary>
    public static void Write(ComparisonReport report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        JsonSerializer.Serialize(output, new
        {
            report.TrainingInputs,
            report.Inputs,
            report.Labels,
            report.TrainingSessions,
            report.NormalSessions,
            report.AnomalousSessions,
            report.Days,
            Detectors = report.Results.Select(result => new
            {
                result.Name,
                result.Summary,
                result.Skipped,
                PerSession = result.Skipped is null ? result.Sessions : (Confusion?)null,
                result.Threshold,
                AreaUnderRoc = result.Ranking?.AreaUnderRoc,
                AveragePrecision = result.Ranking?.AveragePrecision,
                FalseAlarmsPerDay = report.Days is { } days && result.Skipped is null ? result.Sessions.FalsePositives / days : (double?)null,
                result.TrainSeconds,
                result.EventsPerSecond,
                result.Bytes,
                Curve = result.Ranking?.Outline(CurveSteps).Skip(1).Select(point => new { point.Threshold, point.Confusion.Precision, point.Confusion.Recall }),
            }),
        }, ReportJson.Options);
    }
}
