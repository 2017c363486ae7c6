using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.Learning.Forecasting;

namespace ActorDetector.Detection.Parameters;

/// <summary>How series of vectors are learned, and what of them is anomalous.</summary>
public record VectorOptions
{
    /// <summary>Fewest lines of a template (or rows of a key) that its parameters are learned from. Default 200.</summary>
    [Description("Fewest lines of a template (or rows of a key) that its parameters are learned from")]
    [Range(20, 1_000_000)]
    public int ParameterMinEvents { get; init; } = 200;

    /// <summary>Most lines of a template (or rows of a key) whose numbers are kept for training, the last ones. Default 10,000.</summary>
    [Description("Most lines of a template (or rows of a key) whose numbers are kept for training, the last ones")]
    [Range(20, 1_000_000)]
    public int ParameterMaxEvents { get; init; } = 10_000;

    /// <summary>Confidence of the interval that normal forecast errors lie in. Default 0.999.</summary>
    [Description("Confidence of the interval that normal forecast errors lie in")]
    [Range(0.5, 0.9999)]
    public double ParameterConfidence { get; init; } = 0.999;

    /// <summary>Whether errors that are too small are anomalous as well. Default one-sided.</summary>
    [Description("Whether forecast errors that are too small are anomalous as well")]
    public ErrorInterval ParameterInterval { get; init; } = ErrorInterval.OneSided;

    /// <summary>How numbers are brought to one scale. Default z-score.</summary>
    [Description("How parameters are brought to one scale")]
    public VectorScaling ParameterScaling { get; init; } = VectorScaling.ZScore;

    /// <summary>Lines of the template (or rows of the key) that the next one's numbers are forecast from. Default 5.</summary>
    [Description("Lines of the template (or rows of the key) that the next one's numbers are forecast from")]
    [Range(1, 256)]
    public int ParameterWindow { get; init; } = 5;

    /// <summary>Units of each LSTM layer. Default 64.</summary>
    [Description("Units of each LSTM layer that forecasts parameters")]
    [Range(1, 1_024)]
    public int ParameterUnits { get; init; } = 64;

    /// <summary>Stacked LSTM layers. Default 1.</summary>
    [Description("Stacked LSTM layers that forecast parameters")]
    [Range(1, 8)]
    public int ParameterLayers { get; init; } = 1;

    /// <summary>Windows of one training step. Default 16.</summary>
    [Description("Windows of one training step of a parameter model")]
    [Range(1, 65_536)]
    public int ParameterBatch { get; init; } = 16;

    /// <summary>Most passes over the training windows. Default 100.</summary>
    [Description("Most passes over the training windows of a parameter model")]
    [Range(1, 100_000)]
    public int ParameterEpochs { get; init; } = 100;

    /// <summary>Epochs without a better validation loss after which training stops. Default 7.</summary>
    [Description("Epochs without a better validation loss after which training of a parameter model stops")]
    [Range(1, 100_000)]
    public int ParameterEarlyStop { get; init; } = 7;

    /// <summary>Most training windows of a template; of more, a random part is used. Default 2,000.</summary>
    [Description("Most training windows of a template's parameters; of more, a random part is used")]
    [Range(1, 1_000_000)]
    public int ParameterMaxWindows { get; init; } = 2_000;

    /// <summary>Seed of what is drawn at random. Default 1.</summary>
    [Description("Seed of all that is drawn at random while parameters are learned")]
    public ulong ParameterSeed { get; init; } = 1;

    internal ForecasterOptions Forecaster => new()
    {
        Window = ParameterWindow,
        Units = ParameterUnits,
        Layers = ParameterLayers,
        Batch = ParameterBatch,
        MaxEpochs = ParameterEpochs,
        EarlyStop = ParameterEarlyStop,
        MaxWindows = ParameterMaxWindows,
        Seed = ParameterSeed,
    };
}
