namespace ActorDetector.Learning.Tensors;

/// <summary>Numbers with a shape, row by row.</summary>
/// <param name="Shape">Sizes, outermost first.</param>
/// <param name="Values">The numbers, the last index running fastest.</param>
public sealed record Tensor(IReadOnlyList<int> Shape, float[] Values);
