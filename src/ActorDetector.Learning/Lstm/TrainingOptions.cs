using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace ActorDetector.Learning.Lstm;

/// <summary>How a next-key network is trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>What the next key is predicted from: the order of the window's keys, their counts, or both, each with LSTM layers of
    /// its own. Default sequential; JSON without it says so.</summary>
    [Description("What the next key is predicted from: the order of the window's keys, their counts, or both")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public NextKeyBranches NextKey { get; init; }

    /// <summary>Units of each LSTM layer. Default 64.</summary>
    [Description("Units of each LSTM layer")]
    [Range(1, 1024)]
    public int Units { get; init; } = 64;

    /// <summary>Stacked LSTM layers. Default 2.</summary>
    [Description("Stacked LSTM layers")]
    [Range(1, 8)]
    public int Layers { get; init; } = 2;

    /// <summary>Width of a key's vector. Default 32.</summary>
    [Description("Width of a key's vector")]
    [Range(1, 1024)]
    public int Embedding { get; init; } = 32;

    /// <summary>Windows of one step of the optimiser, counted as often as they were seen; repeated ones are computed once.
    /// Default 256.</summary>
    [Description("Windows of one training step, counted as often as they were seen")]
    [Range(1, 65_536)]
    public int Batch { get; init; } = 256;

    /// <summary>Adam's learning rate at first; it falls to none over the epochs. Default 0.003.</summary>
    [Description("Learning rate at first (Adam); it falls to none over the epochs")]
    [Range(1e-7, 1.0)]
    public double LearningRate { get; init; } = 0.003;

    /// <summary>Most passes over the training windows. Default 50.</summary>
    [Description("Most passes over the training windows")]
    [Range(1, 100_000)]
    public int MaxEpochs { get; init; } = 50;

    /// <summary>Epochs without a better validation loss after which training stops; the best epoch's weights are kept. Default 7.</summary>
    [Description("Epochs without a better validation loss after which training stops and the best weights are kept")]
    [Range(1, 100_000)]
    public int EarlyStop { get; init; } = 7;

    /// <summary>Probability of dropping a unit between layers while training. Default 0.</summary>
    [Description("Share of units dropped between layers while training")]
    [Range(0.0, 0.95)]
    public double Dropout { get; init; }

    /// <summary>Largest norm of the gradient; 0 for no limit. Default 5.</summary>
    [Description("Largest norm of the gradient; 0 for no limit")]
    [Range(0.0, 1e6)]
    public double ClipNorm { get; init; } = 5;

    /// <summary>Share of a window's keys that are read as UNSEEN while training, so that one unseen event does not spoil the predictions
    /// after it. Default 0.</summary>
    [Description("Share of the window's keys that are read as UNSEEN while training")]
    [Range(0.0, 0.5)]
    public double UnseenShare { get; init; }

    /// <summary>Seed of weights, order and dropout: the same seed gives the same weights, on any number of threads. Default 1.</summary>
    [Description("Seed of all that is drawn at random while training")]
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; 0 for one for each processor. Default 0. Does not change the result.</summary>
    [Description("Training threads; 0 for one for each processor; the result is the same with any number")]
    [Range(0, 1024)]
    public int Threads { get; init; }

    /// <summary>Does nothing when every option is within its range.</summary>
    /// <exception cref="ValidationException">An option is not; the message names it, its value and the range.</exception>
    public void Check() => OptionRanges.Check(this);
}
