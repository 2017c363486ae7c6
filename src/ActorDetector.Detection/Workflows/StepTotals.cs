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
        OneTurn = step.IsBlock ? new StepTotals(step with { Groups = [[.. (step with { Turns = new CountRange(1, 1) }).Totals()]], Turns = new CountRange(1, 1) }) : null;
    }

    /// <summary>The totals of one turn of a block; null for what is none.</summary>
    public StepTotals? OneTurn { get; }

    /// <summary>The least keys of the step: what it costs to skip it.</summary>
    public long Least { get; }

    /// <summary>How many of a key are missing (below zero) or too many (above zero).</summary>
    public int Excess(ushort key, int count) => _keys.TryGetValue(key, out CountRange range) ? range.Excess(count) : count;

    /// <summary>Whether the key is one of the step's.</summary>
    public bool Has(ushort key) => _keys.ContainsKey(key);

    /// <summary>The keys of the step, ascending.</summary>
    public IEnumerable<ushort> Keys => _keys.Keys.Order();

    /// <summary>Whether a broken turn is nearer to a turn than to something added.</summary>
    public bool IsTurn(SessionStep broken) => OneTurn?.Difference(broken.Counts) < broken.Keys;

    /// <summary>How often a session's step has a key, where a broken turn counts as a turn.</summary>
    public int CountOf(ushort key, SessionStep session) => session.Counts.GetValueOrDefault(key)
        + (session.Broken.Count == 0 || OneTurn is null ? 0 : session.Broken.Count(IsTurn) * OneTurn._keys[key].Least);

    /// <summary>How many keys of a session's step are missing or too many in all; null where not one is of the step.</summary>
    public long? Difference(SessionStep session)
    {
        if (session.Broken.Count == 0)
            return Difference(session.Counts);
        long broken = session.Broken.Sum(turn => IsTurn(turn) ? OneTurn!.Difference(turn.Counts)!.Value : turn.Keys);
        return broken + Difference(session.Counts.Keys.ToDictionary(key => key, key => Has(key) ? CountOf(key, session) : session.Counts[key]));
    }

    private long? Difference(IReadOnlyDictionary<ushort, int> counts)
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
