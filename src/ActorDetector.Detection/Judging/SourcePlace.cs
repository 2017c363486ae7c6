namespace ActorDetector.Detection.Judging;

/// <summary>Where a line came from, as the owner of a hosted judge told it: found again when the line itself is gone.</summary>
/// <param name="Origin">The number of its origin with the owner; 0 when it is not known.</param>
/// <param name="Position">Its position in the count of that origin.</param>
public readonly record struct SourcePlace(int Origin, long Position);
