using ActorDetector.CommandLine;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Commands;

/// <summary>The options of all detectors of sessions that have any.</summary>
internal sealed class DetectorOptionSets
{
    private readonly Dictionary<string, OptionSet> _sets = [];

    /// <summary>Adds the options of all detectors to a command.</summary>
    /// <param name="add">Adds the options of a record.</param>
    public DetectorOptionSets(Func<Type, OptionSet> add)
    {
        foreach (SessionDetectorKind kind in SessionDetectors.All)
        {
            if (kind.OptionsType is { } type)
                _sets[kind.Name] = add(type);
        }
    }

    /// <summary>The options as given, by the detectors' names.</summary>
    /// <exception cref="UsageException">A value is not allowed.</exception>
    public IReadOnlyDictionary<string, object> Get(Invocation invocation) => _sets.ToDictionary(set => set.Key, set => invocation.Get(set.Value));
}
