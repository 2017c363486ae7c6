using System.CommandLine;
using ActorDetector.CommandLine;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Commands;

/// <summary>The options of all detectors of sessions that have any.</summary>
internal sealed class DetectorOptionSets
{
    private readonly Dictionary<string, OptionSet> _sets = [];

    /// <summary>Adds the options of all detectors to a command.</summary>
    /// <remarks>Detectors with the same record and the same prefix have the same options.</remarks>
    /// <param name="command">The command that gets them.</param>
    public DetectorOptionSets(Command command)
    {
        Dictionary<(Type, string), OptionSet> added = [];
        foreach (SessionDetectorKind kind in SessionDetectors.All)
        {
            if (kind.OptionsType is not { } type)
                continue;
            if (!added.TryGetValue((type, kind.OptionPrefix), out OptionSet? options))
                added[(type, kind.OptionPrefix)] = options = new OptionSet(command, type, kind.OptionPrefix);
            _sets[kind.Name] = options;
        }
    }

    /// <summary>The options as given, by the detectors' names.</summary>
    /// <exception cref="UsageException">A value is not allowed.</exception>
    public IReadOnlyDictionary<string, object> Get(Invocation invocation) => _sets.ToDictionary(set => set.Key, set => invocation.Get(set.Value));
}
