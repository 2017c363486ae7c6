namespace ActorDetector.Pipeline;

/// <summary>A row of a matrix.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Key">Which series it belongs to.</param>
/// <param name="Numbers">Its numbers, by the matrix's columns; NaN for empty cells. Valid until the next row.</param>
/// <param name="Time">When, in seconds; NaN when there is no such column.</param>
internal readonly record struct MatrixRow(long Line, string Key, double[] Numbers, double Time);
