namespace ActorDetector.Detection.Workflows;

/// <summary>A step of a workflow: log keys that come in any order; or a loop of several such.</summary>
/// <param name="Groups">What comes one after another: one group, or a loop's block of two and more. The keys of a group, in ascending order,
/// come in any order.</param>
/// <param name="Turns">How often the block came; 1 for what is no loop of a block.</param>
/// <param name="To">The state that it leads to.</param>
public sealed record WorkflowStep(IReadOnlyList<IReadOnlyList<StepKey>> Groups, CountRange Turns, int To)
{
    /// <summary>Whether it is a repeated block of steps.</summary>
    public bool IsBlock => Groups.Count > 1;

    /// <summary>Whether it, or a key of it, may turn more often than training saw.</summary>
    public bool IsLoop => Turns.IsLoop || Groups.Any(group => group.Any(key => key.Times.IsLoop));

    /// <summary>Whether it has keys that come in any order.</summary>
    public bool IsConcurrent => Groups.Any(group => group.Count > 1);

    /// <summary>How many keys it takes at least.</summary>
    public long LeastKeys => Turns.Least * Groups.Sum(group => group.Sum(key => (long)key.Times.Least));

    /// <summary>Each log key of the step with how often it comes in all; the open end of a loop stays open.</summary>
    internal IEnumerable<StepKey> Totals() => Groups.SelectMany(group => group).GroupBy(key => key.Key).Select(same =>
    {
        long least = Turns.Least * same.Sum(key => (long)key.Times.Least);
        long most = Turns.Most * same.Sum(key => (long)key.Times.Most);
        return new StepKey(same.Key, new CountRange((int)Math.Min(least, int.MaxValue), (int)Math.Min(most, int.MaxValue)));
    });
}
