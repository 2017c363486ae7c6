namespace ActorDetector.Learning.Forecasting;

/// <summary>The sizes of a forecaster: stacked LSTM → linear over the last step.</summary>
/// <param name="Width">Numbers of a vector: 1 to 1,024.</param>
/// <param name="Window">Vectors that the next one is forecast from: 1 to 1,024.</param>
/// <param name="Units">Units of each layer: 1 to 1,024.</param>
/// <param name="Layers">Stacked layers: 1 to 8.</param>
public readonly record struct ForecasterShape(int Width, int Window, int Units, int Layers);
