namespace ActorDetector.Learning.Lstm;

/// <summary>The sizes of a next-key network: embedding → stacked LSTM → linear over the last step.</summary>
/// <param name="Keys">Size of the vocabulary, and of the output.</param>
/// <param name="Window">Steps.</param>
/// <param name="Embedding">Width of a key's vector.</param>
/// <param name="Hidden">Units of each layer.</param>
/// <param name="Layers">Stacked layers.</param>
public readonly record struct LstmShape(int Keys, int Window, int Embedding, int Hidden, int Layers);
