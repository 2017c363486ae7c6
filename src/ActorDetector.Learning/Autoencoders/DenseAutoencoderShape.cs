using ActorDetector.Learning.Layers;

namespace ActorDetector.Learning.Autoencoders;

/// <summary>The sizes of a dense autoencoder: width → hidden → bottleneck → hidden → width.</summary>
/// <param name="Width">Numbers of a vector: 1 to 65,536.</param>
/// <param name="Hidden">Units of the layers on both sides of the bottleneck: 1 to 4,096.</param>
/// <param name="Bottleneck">Units of the bottleneck: 1 to 4,096.</param>
/// <param name="Activation">What all layers but the last do to their sums.</param>
public readonly record struct DenseAutoencoderShape(int Width, int Hidden, int Bottleneck, Activation Activation);
