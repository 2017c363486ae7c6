namespace ActorDetector.Detection.Workflows;

/// <summary>A step as a session has it: a group of keys, or the turns of a block of groups.</summary>
/// <param name="Shape">The number of its shape: which keys are in which group of it; −1 where training had none such.</param>
/// <param name="Turns">The groups of each turn; a single turn of a single group for what is no block.</param>
internal sealed record SessionStep(int Shape, IReadOnlyList<IReadOnlyList<IReadOnlyList<KeyPlaces>>> Turns)
{
    /// <summary>What stands between turns where a turn should be; none but in steps joined by <see cref="BrokenLoops"/>.</summary>
    public IReadOnlyList<SessionStep> Broken { get; init; } = [];

    /// <summary>How many keys it has.</summary>
    public int Keys => Counts.Values.Sum() + Broken.Sum(turn => turn.Keys);

    /// <summary>How often each key is in its turns, broken ones apart.</summary>
    public IReadOnlyDictionary<ushort, int> Counts => field ??= Totals().ToDictionary(key => key.Key, key => key.Places.Count);

    /// <summary>Where its first key is.</summary>
    public int FirstPlace => Totals().Min(key => key.Places[0]);

    /// <summary>Each key of it with all its places.</summary>
    public IEnumerable<KeyPlaces> Totals() => Turns.SelectMany(turn => turn).SelectMany(group => group)
        .GroupBy(key => key.Key).Select(same => new KeyPlaces(same.Key, [.. same.SelectMany(key => key.Places).Order()]));
}
