namespace ActorDetector.Actors.Nodes;

/// <summary>How a source is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Accepted">Lines and notes that were handed to the log since the start.</param>
/// <param name="Restarts">How often it was started again after a fault.</param>
/// <param name="Trouble">What is wrong and what to do; null when all is well.</param>
public sealed record SourceStatus(string Name, long Accepted, long Restarts, string? Trouble);
