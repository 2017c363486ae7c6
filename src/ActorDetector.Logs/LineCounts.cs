namespace ActorDetector.Logs;

/// <summary>The account of lines: lines in = events + skipped by reason, always.</summary>
public sealed class LineCounts
{
    private static readonly int Reasons = Enum.GetValues<SkipReason>().Length;
    private readonly long[] _byReason = new long[Reasons];

    /// <summary>Lines that became events.</summary>
    public long Events => _byReason[(int)SkipReason.None];

    /// <summary>Lines read.</summary>
    public long Lines => _byReason.Sum();

    /// <summary>Lines read that became no event.</summary>
    public long Skipped => Lines - Events;

    /// <summary>Lines counted under one reason.</summary>
    public long this[SkipReason reason] => _byReason[(int)reason];

    /// <summary>Counts lines under a reason; <see cref="SkipReason.None"/> for events.</summary>
    public void Add(SkipReason reason, long lines = 1) => _byReason[(int)reason] += lines;

    /// <summary>Adds another account to this one.</summary>
    public void Add(LineCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int i = 0; i < Reasons; i++)
            _byReason[i] += other._byReason[i];
    }

    /// <summary>Begins a new account.</summary>
    public void Clear() => Array.Clear(_byReason);
}
