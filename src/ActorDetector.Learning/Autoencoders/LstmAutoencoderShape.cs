namespace ActorDetector.Learning.Autoencoders;

/// <summary>The sizes of an LSTM autoencoder.</summary>
/// <param name="Keys">Size of the vocabulary: 1 to 65,536.</param>
/// <param name="Embedding">Width of a key's vector: 1 to 1,024.</param>
/// <param name="Units">Units of the encoder and of the decoder: 1 to 1,024.</param>
/// <param name="MaxLength">Most keys of a window that are read: 1 to 4,096.</param>
public readonly record struct LstmAutoencoderShape(int Keys, int Embedding, int Units, int MaxLength);
