using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Parameters;
using ActorDetector.Detection.Unseen;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Words;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Bundles;

/// <summary>The settings a model was trained with; detection reads logs by the same ones.</summary>
/// <param name="Reading">How bytes became records.</param>
/// <param name="Format">The format, by the name that detection found.</param>
/// <param name="Sessions">What made events one session.</param>
/// <param name="NextKey">The window and the split.</param>
/// <param name="Training">How the network was trained.</param>
public sealed record BundleSettings(
    ReadingOptions Reading,
    FormatOptions Format,
    SessionOptions Sessions,
    NextKeyOptions NextKey,
    TrainingOptions Training)
{
    /// <summary>How unseen templates are resolved by meaning.</summary>
    public UnseenOptions Unseen { get; init; } = new();

    /// <summary>How word vectors are trained for that.</summary>
    public WordOptions Words { get; init; } = new();

    /// <summary>Whose parameters are learned, and how.</summary>
    public ParameterOptions Parameters { get; init; } = new();
}
