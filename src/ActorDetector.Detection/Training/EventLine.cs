namespace ActorDetector.Detection.Training;

/// <summary>Where the line of an event is.</summary>
/// <param name="Source">The place of its input in the list of inputs.</param>
/// <param name="Number">Its number in its input, from 1.</param>
/// <param name="Labelled">Whether the line itself is labelled an anomaly.</param>
public readonly record struct EventLine(int Source, long Number, bool Labelled);
