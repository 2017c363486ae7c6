using System.Runtime.InteropServices;

namespace ActorDetector.Detection.Detectors;

/// <summary>Distinct sessions and how often each was seen: detectors learn from each once, weighted by its count.</summary>
public sealed class WeightedSessions
{
    private readonly Dictionary<ushort[], int> _numbers = new(SequenceComparer.Instance);
    private readonly Dictionary<ushort[], int>.AlternateLookup<ReadOnlySpan<ushort>> _lookup;
    private readonly List<ushort[]> _sequences = [];
    private readonly List<float> _weights = [];

    /// <summary>No sessions.</summary>
    /// <param name="vocabulary">Log keys of the vocabulary.</param>
    public WeightedSessions(int vocabulary)
    {
        Vocabulary = vocabulary;
        _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<ushort>>();
    }

    /// <summary>Log keys of the vocabulary.</summary>
    public int Vocabulary { get; }

    /// <summary>Distinct sessions.</summary>
    public int Count => _sequences.Count;

    /// <summary>The keys of each, in the order in which they first came.</summary>
    public IReadOnlyList<ushort[]> Sequences => _sequences;

    /// <summary>How often each was seen.</summary>
    public IReadOnlyList<float> Weights => _weights;

    /// <summary>Counts a session.</summary>
    /// <returns>Its number among the distinct ones.</returns>
    public int Add(ReadOnlySpan<ushort> keys, float weight = 1)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_lookup, keys, out bool known);
        if (!known)
        {
            number = _sequences.Count;
            _sequences.Add(keys.ToArray());
            _weights.Add(0);
        }

        _weights[number] += weight;
        return number;
    }
}
