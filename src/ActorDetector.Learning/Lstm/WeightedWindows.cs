namespace ActorDetector.Learning.Lstm;

/// <summary>Distinct windows, the key that followed each, and how often that was seen.</summary>
/// <param name="Windows">(count, window) keys, oldest first.</param>
/// <param name="Targets">(count) keys.</param>
/// <param name="Weights">(count) times seen.</param>
public sealed record WeightedWindows(ushort[] Windows, ushort[] Targets, float[] Weights)
{
    /// <summary>How many distinct pairs of window and target.</summary>
    public int Count => Targets.Length;
}
