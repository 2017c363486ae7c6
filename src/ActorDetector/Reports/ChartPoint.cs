namespace ActorDetector.Reports;

/// <summary>A point of a curve.</summary>
/// <param name="X">Along.</param>
/// <param name="Y">Up.</param>
/// <param name="Note">What the pointer shows at it.</param>
internal readonly record struct ChartPoint(double X, double Y, string Note);
