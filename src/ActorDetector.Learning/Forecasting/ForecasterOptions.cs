using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Learning.Forecasting;

/// <summary>How a forecaster is trained.</summary>
public sealed record ForecasterOptions
{
    /// <summary>Vectors that the next one is forecast from. Default 5.</summary>
    [Description("Vectors that the next one is forecast from")]
    [Range(1, 1_024)]
    public int Window { get; init; } = 5;

    /// <summary>Units of each LSTM layer. Default 64.</summary>
    [Description("Units of each LSTM layer")]
    [Range(1, 1_024)]
    public int Units { get; init; } = 64;

    /// <summary>Stacked LSTM layers. Default 2.</summary>
    [Description("Stacked LSTM layers")]
    [Range(1, 8)]
    public int Layers { get; init; } = 2;

    /// <summary>Windows of one training step. Default 16.</summary>
    [Description("Windows of one training step")]
    [Range(1, 65_536)]
    public int Batch { get; init; } = 16;

    /// <summary>Adam's learning rate. Default 0.003.</summary>
    [Description("Learning rate (Adam)")]
    [Range(1e-7, 1.0)]
    public double LearningRate { get; init; } = 0.003;

    /// <summary>Most passes over the training windows. Default 100.</summary>
    [Description("Most passes over the training windows")]
    [Range(1, 100_000)]
    public int MaxEpochs { get; init; } = 100;

    /// <summary>Epochs without a better validation loss after which training stops; the best epoch's weights are kept. Default 7.</summary>
    [Description("Epochs without a better validation loss after which training stops and the best weights are kept")]
    [Range(1, 100_000)]
    public int EarlyStop { get; init; } = 7;

    /// <summary>Most training windows, and most validation windows; of more, a random part is used. Default 2,000.</summary>
    [Description("Most training windows, and most validation windows; of more, a random part is used")]
    [Range(1, 1_000_000)]
    public int MaxWindows { get; init; } = 2_000;

    /// <summary>Largest norm of the gradient; 0 for no limit. Default 5.</summary>
    [Description("Largest norm of the gradient; 0 for no limit")]
    [Range(0.0, 1e6)]
    public double ClipNorm { get; init; } = 5;

    /// <summary>Seed of weights, order and choice of windows: the same seed gives the same weights. Default 1.</summary>
    [Description("Seed of all that is drawn at random while training")]
    public ulong Seed { get; init; } = 1;
}
