namespace ActorDetector.Learning.Tensors;

/// <summary>One tensor as the header of a safetensors file tells of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Sizes, outermost first.</param>
/// <param name="Count">Numbers.</param>
/// <param name="Start">Its first byte after the header.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record SafetensorsEntry(string Name, int[] Shape, int Count, long Start, long End);
