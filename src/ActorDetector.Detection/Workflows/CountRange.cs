namespace ActorDetector.Detection.Workflows;

/// <summary>How often a step came in training. A number that never varied must be kept; one that varied is a loop, which may turn more
/// often than training saw, but not less.</summary>
/// <param name="Least">The least number seen.</param>
/// <param name="Most">The greatest number seen.</param>
public readonly record struct CountRange(int Least, int Most)
{
    /// <summary>The greatest number that is possible: no more keys are learned from.</summary>
    internal const int MostTimes = 500_000_000;

    /// <summary>Whether the number varied.</summary>
    public bool IsLoop => Most > Least;

    /// <summary>The range that holds both.</summary>
    public CountRange Union(CountRange other) => new(Math.Min(Least, other.Least), Math.Max(Most, other.Most));

    /// <summary>How many are missing (below zero) or too many (above) of a number; 0 when it is allowed.</summary>
    public int Excess(int count) => count < Least ? count - Least : count > Most && !IsLoop ? count - Most : 0;

    /// <summary>"3", or "2 or more".</summary>
    public override string ToString() => IsLoop ? FormattableString.Invariant($"{Least} or more") : FormattableString.Invariant($"{Least}");
}
