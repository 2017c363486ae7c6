using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Learning.Autoencoders;

/// <summary>How an LSTM autoencoder is trained.</summary>
public sealed record LstmAutoencoderOptions
{
    /// <summary>Width of a key's vector. Default 16.</summary>
    [Description("Width of a key's vector")]
    [Range(1, 1_024)]
    public int Embedding { get; init; } = 16;

    /// <summary>Units of the encoder, which are all that is kept of a window, and of the decoder. Default 64.</summary>
    [Description("Units of the encoder and of the decoder")]
    [Range(1, 1_024)]
    public int Units { get; init; } = 64;

    /// <summary>Most keys of a window that are read: its last ones. Default 512.</summary>
    [Description("Most keys of a window that are read: its last ones")]
    [Range(1, 4_096)]
    public int MaxLength { get; init; } = 512;

    /// <summary>Windows of one training step, counted as often as they were seen; repeated ones are computed once. Default 64.</summary>
    [Description("Windows of one training step, counted as often as they were seen")]
    [Range(1, 65_536)]
    public int Batch { get; init; } = 64;

    /// <summary>Adam's learning rate at first; it falls to none over the epochs. Default 0.003.</summary>
    [Description("Learning rate at first (Adam); it falls to none over the epochs")]
    [Range(1e-7, 1.0)]
    public double LearningRate { get; init; } = 0.003;

    /// <summary>Passes over the training windows. Default 30.</summary>
    [Description("Passes over the training windows")]
    [Range(1, 100_000)]
    public int Epochs { get; init; } = 30;

    /// <summary>Largest norm of the gradient; 0 for no limit. Default 5.</summary>
    [Description("Largest norm of the gradient; 0 for no limit")]
    [Range(0.0, 1e6)]
    public double ClipNorm { get; init; } = 5;

    /// <summary>Seed of weights and order: the same seed gives the same weights. Not asked of a person. Default 1.</summary>
    [Browsable(false)]
    public ulong Seed { get; init; } = 1;
}
