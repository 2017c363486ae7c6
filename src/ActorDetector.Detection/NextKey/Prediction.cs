namespace ActorDetector.Detection.NextKey;

/// <summary>A key that was expected, and how probable it was.</summary>
public readonly record struct Prediction(ushort Key, float Probability);
