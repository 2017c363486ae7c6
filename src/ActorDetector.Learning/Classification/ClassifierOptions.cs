using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Learning.Classification;

/// <summary>How a sequence classifier is trained.</summary>
public sealed record ClassifierOptions
{
    /// <summary>Width of a key's vector. Default 8.</summary>
    [Description("Width of a key's vector")]
    [Range(1, 1_024)]
    public int Embedding { get; init; } = 8;

    /// <summary>Units of each direction of the LSTM. Default 128.</summary>
    [Description("Units of each direction of the LSTM")]
    [Range(1, 1_024)]
    public int Units { get; init; } = 128;

    /// <summary>Most keys of a sequence that are read: its last ones. Default 512.</summary>
    [Description("Most keys of a sequence that are read: its last ones")]
    [Range(1, 65_536)]
    public int MaxLength { get; init; } = 512;

    /// <summary>Sequences of one training step, counted as often as they were seen; repeated ones are computed once. Default 32.</summary>
    [Description("Sequences of one training step, counted as often as they were seen")]
    [Range(1, 65_536)]
    public int Batch { get; init; } = 32;

    /// <summary>Adam's learning rate at first; it falls to none over the epochs. Default 0.003.</summary>
    [Description("Learning rate at first (Adam); it falls to none over the epochs")]
    [Range(1e-7, 1.0)]
    public double LearningRate { get; init; } = 0.003;

    /// <summary>Passes over the training sequences. Default 10.</summary>
    [Description("Passes over the training sequences")]
    [Range(1, 100_000)]
    public int Epochs { get; init; } = 10;

    /// <summary>Whether both classes count the same, however many sequences each has. Default true.</summary>
    [Description("Both classes count the same, however many sequences each has")]
    public bool ClassWeights { get; init; } = true;

    /// <summary>Largest norm of the gradient; 0 for no limit. Default 5.</summary>
    [Description("Largest norm of the gradient; 0 for no limit")]
    [Range(0.0, 1e6)]
    public double ClipNorm { get; init; } = 5;

    /// <summary>Seed of weights and order: the same seed gives the same weights. Not asked of a person. Default 1.</summary>
    [Browsable(false)]
    public ulong Seed { get; init; } = 1;
}
