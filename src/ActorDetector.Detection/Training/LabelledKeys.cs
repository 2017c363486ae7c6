namespace ActorDetector.Detection.Training;

/// <summary>A sequence that is learned from with its label: a session, or a window of one.</summary>
/// <param name="Keys">Its log keys in order.</param>
/// <param name="Anomalous">Whether it is an anomaly.</param>
/// <param name="Weight">How many times it counts.</param>
public readonly record struct LabelledKeys(ushort[] Keys, bool Anomalous, long Weight);
