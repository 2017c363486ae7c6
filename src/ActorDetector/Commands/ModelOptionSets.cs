using System.CommandLine;
using ActorDetector.CommandLine;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.NextKey;
using ActorDetector.Learning.Lstm;

namespace ActorDetector.Commands;

/// <summary>The options of commands that train a model's detectors, and those of the logs that they learn from.</summary>
/// <param name="command">The command that gets them.</param>
internal sealed class ModelOptionSets(Command command)
{
    private readonly OptionSet<NextKeyOptions> _nextKey = new(command);
    private readonly OptionSet<TrainingOptions> _training = new(command);
    private readonly OptionSet<CombinationOptions> _combination = new(command);
    private readonly DetectorOptionSets _detectors = new(command);

    /// <summary>How logs are read.</summary>
    public LogOptionSets Logs { get; } = new(command);

    /// <summary>The settings of a model, as given.</summary>
    /// <param name="invocation">The call.</param>
    /// <param name="labels">The file of labels, if the command was given one.</param>
    /// <exception cref="UsageException">A value is not allowed.</exception>
    public BundleSettings Settings(Invocation invocation, string? labels = null) => new(
        Logs.Reading(invocation), Logs.Format(invocation, labels), Logs.Sessions(invocation), invocation.Get(_nextKey), invocation.Get(_training));

    /// <summary>The detectors that have a vote, as given.</summary>
    /// <exception cref="UsageException">A value is not allowed.</exception>
    public CombinationOptions Combination(Invocation invocation) => invocation.Get(_combination);

    /// <summary>The options of detectors, by their names.</summary>
    /// <exception cref="UsageException">A value is not allowed.</exception>
    public IReadOnlyDictionary<string, object> Detectors(Invocation invocation) => _detectors.Get(invocation);
}
