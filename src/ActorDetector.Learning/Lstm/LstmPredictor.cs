namespace ActorDetector.Learning.Lstm;

/// <summary>Predicts next keys. Holds packed weights and scratch; not for two threads at once.</summary>
public sealed class LstmPredictor
{
    /// <summary>A predictor with its own packed copy of the weights.</summary>
    public LstmPredictor(LstmNetwork network) => throw new NotImplementedException();

    /// <summary>Writes the natural logarithms of the next key's probabilities. A window's result does not hang on the batch that it is in.</summary>
    /// <param name="windows">(batch, window) keys, oldest first.</param>
    /// <param name="logProbabilities">(batch, keys).</param>
    public void Predict(ReadOnlySpan<ushort> windows, Span<float> logProbabilities) => throw new NotImplementedException();
}
