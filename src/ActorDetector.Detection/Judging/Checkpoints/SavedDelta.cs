namespace ActorDetector.Detection.Judging.Checkpoints;

/// <summary>The sessions of a judge that changed.</summary>
/// <param name="Number">Its number, ascending by one.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="First">The first delta that is needed yet: those before it can be dropped.</param>
public sealed record SavedDelta(long Number, byte[] Content, long First);
