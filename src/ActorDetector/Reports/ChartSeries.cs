namespace ActorDetector.Reports;

/// <summary>A curve of a chart.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Style">The style class that colours it: a, b or c.</param>
/// <param name="Points">Its points by x.</param>
internal sealed record ChartSeries(string Name, string Style, IReadOnlyList<ChartPoint> Points);
