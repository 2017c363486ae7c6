namespace ActorDetector.Detection.Workflows;

/// <summary>How often each log key comes in a step of a workflow, all turns together.</summary>
internal sealed class StepTotals
{
    private readonly Dictionary<ushort, CountRange> _keys;

    /// <summary>The totals of a step.</summary>
    public StepTotals(WorkflowStep step)
    {
        _keys = step.Totals().ToDictionary(key => key.Key, key => key.Times);
        Least = step.LeastKeys;
    }

    /// <summary>The least keys of the step: what it costs to skip it.</summary>
    public long Least { get; }

    /// <summary>How many of a key are missing (below zero) or too many (above zero).</summary>
    public int Excess(ushort key, int count) => _keys.TryGetValue(key, out CountRange range) ? range.Excess(count) : count;

    /// <summary>Whether the key is one of the step's.</summary>
    public bool Has(ushort key) => _keys.ContainsKey(key);

    /// <summary>The keys of the step, ascending.</summary>
    public IEnumerable<ushort> Keys => _keys.Keys.Order();

    /// <summary>How many keys are missing or too many in all; null where not one is of the step.</summary>
    public long? Difference(Dictionary<ushort, int> counts)
    {
        long difference = 0;
        bool common = false;
        foreach ((ushort key, int count) in counts)
        {
            common |= _keys.ContainsKey(key);
            difference += Math.Max(0, Excess(key, count));
        }

        if (!common)
            return null;
        foreach ((ushort key, CountRange range) in _keys)
            difference += Math.Max(0, range.Least - counts.GetValueOrDefault(key));
        return difference;
    }
}
