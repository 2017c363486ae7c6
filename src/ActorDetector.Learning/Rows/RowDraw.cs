namespace ActorDetector.Learning.Rows;

/// <summary>A row and how often it was drawn.</summary>
internal readonly record struct RowDraw(int Row, int Times);
