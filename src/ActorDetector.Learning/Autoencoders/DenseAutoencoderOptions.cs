using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.Learning.Layers;

namespace ActorDetector.Learning.Autoencoders;

/// <summary>How a dense autoencoder is trained.</summary>
public sealed record DenseAutoencoderOptions
{
    /// <summary>Units of the layers on both sides of the bottleneck; no more than the input is wide. Default 32.</summary>
    [Description("Units of the layers on both sides of the bottleneck; no more than the input is wide")]
    [Range(1, 4_096)]
    public int Hidden { get; init; } = 32;

    /// <summary>Units of the bottleneck; no more than half of what the input is wide. Default 16.</summary>
    [Description("Units of the bottleneck; no more than half of what the input is wide")]
    [Range(1, 4_096)]
    public int Bottleneck { get; init; } = 16;

    /// <summary>What the layers do to their sums, but for the last, which is linear. Default tanh.</summary>
    [Description("What the layers do to their sums, but for the last, which is linear")]
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>Vectors of one training step, counted as often as they were seen; repeated ones are computed once. Default 64.</summary>
    [Description("Vectors of one training step, counted as often as they were seen")]
    [Range(1, 65_536)]
    public int Batch { get; init; } = 64;

    /// <summary>Adam's learning rate at first; it falls to none over the epochs. Default 0.003.</summary>
    [Description("Learning rate at first (Adam); it falls to none over the epochs")]
    [Range(1e-7, 1.0)]
    public double LearningRate { get; init; } = 0.003;

    /// <summary>Passes over the training vectors. Default 50.</summary>
    [Description("Passes over the training vectors")]
    [Range(1, 100_000)]
    public int Epochs { get; init; } = 50;

    /// <summary>Largest norm of the gradient; 0 for no limit. Default 5.</summary>
    [Description("Largest norm of the gradient; 0 for no limit")]
    [Range(0.0, 1e6)]
    public double ClipNorm { get; init; } = 5;

    /// <summary>Seed of weights and order: the same seed gives the same weights. Not asked of a person. Default 1.</summary>
    [Browsable(false)]
    public ulong Seed { get; init; } = 1;
}
